/// A request as it arrived at one of our receivers.
struct ReceivedRequest: Sendable {
    var method: String
    /// Path and query.
    var target: String
    var headers: [(name: String, value: String)]
    /// The body, byte for byte.
    var body: [UInt8]
}
