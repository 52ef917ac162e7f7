/// What a provider sent, as it came: kept beside an event so that it can be sent on unchanged.
public struct ReceivedRequest: Hashable, Sendable {
    /// The source it came in by.
    public let sourceID: SourceID
    /// Whose webhook it is.
    public let provider: Dialect
    /// The provider's headers about content, identity and signature, in their order.
    public let headers: [Header]
    /// The raw body, byte for byte; compressed when it came so.
    public let body: [UInt8]

    /// One header, name and value verbatim.
    public struct Header: Hashable, Sendable {
        public let name: String
        public let value: String

        /// Pairs a name with a value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Describes a request.
    public init(sourceID: SourceID, provider: Dialect, headers: [Header], body: [UInt8]) {
        self.sourceID = sourceID
        self.provider = provider
        self.headers = headers
        self.body = body
    }

    /// What it takes to keep.
    public var byteCount: Int {
        headers.reduce(body.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    }
}
