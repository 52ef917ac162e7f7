import HeraldJSON
import HeraldReceiver

/// May this message be sent? What the before-message-send hook asks.
struct MessageQuestion {
    var user: String
    var text: String

    /// - Parameter body: the body whose signature was found right.
    init(_ body: [UInt8]) throws(Rejection) {
        do {
            let question = try JSONValue(parsing: body)
            text = question["message"]?["text"]?.string ?? ""
            let user = question["user"] ?? question["message"]?["user"]
            self.user = (user?["id"] ?? user?["userId"] ?? user?["user_id"])?.string ?? ""
        } catch {
            throw .invalidBody(error)
        }
    }

    /// The answer in JSON: nothing to let the message through, another text, or an error that the user sees.
    func answer(words: WordList, ban: Ban?) -> String {
        let message: JSONValue
        if let ban {
            message = ["type": "error", "text": .string("You cannot write for now: \(ban.reason).")]
        } else {
            switch words.verdict(on: text) {
            case .fine: return "{}"
            case .masked(let text): message = ["text": .string(text)]
            case .refused(let phrase): message = ["type": "error", "text": .string("Please leave out “\(phrase)”.")]
            }
        }
        let answer: JSONValue = ["message": message]
        return answer.encodedString
    }
}
