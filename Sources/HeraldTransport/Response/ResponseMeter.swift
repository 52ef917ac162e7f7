import HeraldDelivery

/// Reads one complete answer with the transport's parser, for measuring what that costs.
@_spi(Benchmarks)
public struct ResponseMeter: Sendable {
    private var parser = ResponseParser(limits: ResponseLimits())

    /// A meter with the limits deliveries have.
    public init() {}

    /// The status of an answer that arrived in one piece; nil when it is incomplete or broken.
    public mutating func status(of answer: [UInt8]) -> Int? {
        parser.reset()
        guard parser.receive(answer.span) == .complete else { return nil }
        return parser.response.status
    }
}
