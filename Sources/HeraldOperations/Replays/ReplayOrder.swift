public import HeraldModel

/// What an order to replay found, and the replay it started unless it was only a question.
public struct ReplayOrder: Sendable {
    /// Nil for a dry run.
    public var replay: Replay?
    /// How many events match.
    public var matched: Int
    /// The newest few of them.
    public var sample: [EventRecord]
}
