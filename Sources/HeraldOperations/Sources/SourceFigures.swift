public import HeraldModel

/// What came in by a source in some span of time.
public struct SourceFigures: Hashable, Sendable {
    /// Events that were new.
    public internal(set) var accepted = 0
    /// Repeats of events that were known.
    public internal(set) var duplicates = 0
    /// Refused requests by the code of the reason.
    public internal(set) var refused: [String: Int] = [:]
    /// How long answers took, from the last byte of the request on.
    public internal(set) var answerTimes = LatencyHistogram()

    init() {}

    /// How many requests were good, repeats among them.
    public var taken: Int { accepted + duplicates }

    /// How many requests there were.
    public var requests: Int { taken + refusedCount }

    /// How many were refused, for whatever reason.
    public var refusedCount: Int { refused.values.reduce(0, +) }

    /// The good among all requests, 0–1; nil without requests.
    public var successRate: Double? { requests == 0 ? nil : Double(taken) / Double(requests) }

    mutating func add(_ other: SourceFigures) {
        accepted += other.accepted
        duplicates += other.duplicates
        refused.merge(other.refused, uniquingKeysWith: +)
        answerTimes.add(other.answerTimes)
    }
}
