/// How much of an answer is read and kept.
public struct ResponseLimits: Sendable {
    /// All bytes of status lines, header lines and trailers together; more is an error.
    public var head: Int
    /// How many bytes of header lines are kept.
    public var keptHead: Int
    /// How many bytes of the body are read from the wire, chunk framing included; then the answer counts as it is and
    /// the connection is closed.
    public var body: Int
    /// How many bytes of the body are kept.
    public var keptBody: Int
    /// How many informational (1xx) answers are skipped; one more is an error.
    public var informational: Int
    /// The longest line between chunks, extensions included.
    public var chunkLine: Int

    /// Sets the limits.
    public init(
        head: Int = 32_768, keptHead: Int = 16_384, body: Int = 65_536, keptBody: Int = 16_384,
        informational: Int = 8, chunkLine: Int = 1024
    ) {
        self.head = head
        self.keptHead = keptHead
        self.body = body
        self.keptBody = keptBody
        self.informational = informational
        self.chunkLine = chunkLine
    }
}
