import HeraldDelivery

/// Why an attempt ended the way it did, in words.
enum AttemptReason {
    /// A few words: `HTTP 503`, or `a timeout`.
    static func short(status: Int?, error: String?) -> String {
        if let status { return "HTTP \(status)" }
        return error ?? "unknown"
    }

    /// A sentence with what it usually means.
    static func sentence(status: Int?, error: String?) -> String {
        if let error, let failure = TransportFailure(rawValue: error) {
            return sentence(failure.meaning) + " " + sentence(failure.advice.replacing("`", with: ""))
        }
        if let error { return "There was no answer: \(error)." }
        guard let status else { return "There was no answer." }
        switch status {
        case 200..<300: return "The receiver took it."
        case 300..<400: return "The receiver redirected; redirects are not followed. Register the final URL."
        case 401, 403: return "The receiver refused it. Check its signature secret and its firewall."
        case 404: return "Nothing listens at this path. Check the URL."
        case 408: return "The receiver gave up waiting for the request."
        case 410: return "The receiver says the address is gone for good."
        case 413: return "The payload is larger than the receiver takes."
        case 429: return "The receiver asked for a slower pace."
        case 400..<500: return "The receiver refused it as a bad request. Its answer may say why."
        case 500..<600: return "The receiver failed on its side. Its answer may say why."
        default: return "The receiver gave an answer that does not count as success."
        }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
}
