/// What one of our receivers answers.
struct ReceiverReply: Hashable, Sendable {
    var status: Int
    /// A JSON document.
    var body: [UInt8]

    /// What providers expect for success.
    static let ok = ReceiverReply(status: 200, body: Array("{}".utf8))

    /// A refusal with its reason's code.
    static func refusal(_ status: Int, code: String) -> ReceiverReply {
        ReceiverReply(status: status, body: Array(#"{"error":"\#(code)"}"#.utf8))
    }
}
