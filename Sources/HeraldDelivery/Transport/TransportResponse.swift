/// A complete HTTP answer, cut to what Herald keeps.
public struct TransportResponse: Sendable {
    /// The status code, 200–599 (informational answers are skipped).
    public var status: Int
    /// The header lines as received, `name: value\r\n` each, at most 16 KiB.
    public var head: [UInt8]
    /// The first bytes of the body, at most 16 KiB.
    public var body: [UInt8]

    /// Describes an answer.
    public init(status: Int, head: [UInt8] = [], body: [UInt8] = []) {
        self.status = status
        self.head = head
        self.body = body
    }
}
