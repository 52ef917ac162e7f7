public import HeraldModel

/// One call as it is remembered: what came of it and how long it took. Never what was asked or answered.
public struct HookCallRecord: Hashable, Sendable {
    public var startedAt: Timestamp
    /// From the question to the verdict, in microseconds.
    public var durationMicroseconds: Int64
    /// What the app was told, in a word.
    public var verdict: String
    /// What the hook wanted, when it was called for the record only.
    public var shadowVerdict: String?
    public var decidedBy: DecidedBy
    /// The HTTP status, when there was one.
    public var status: Int?
    /// Why the hook's answer does not count, when it does not.
    public var fault: HookFault?
    /// The command or event name.
    public var subject: String?
    public var isShadow: Bool
}
