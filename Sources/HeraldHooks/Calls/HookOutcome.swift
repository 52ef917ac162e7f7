/// What came of one call.
public struct HookOutcome<Verdict: HookVerdict>: Sendable {
    /// What the app is to do.
    public var verdict: Verdict
    public var decidedBy: DecidedBy
    /// From the question to the verdict, in microseconds.
    public var durationMicroseconds: Int64
    /// Why the hook's answer does not count, when it does not.
    public var fault: HookFault?
    /// Whether the hook was called for the record only.
    public var isShadow: Bool

    /// What comes of asking nobody.
    public static func withoutHook(_ judge: some HookJudge<Verdict>) -> HookOutcome {
        HookOutcome(
            verdict: judge.untouched, decidedBy: .none, durationMicroseconds: 0, fault: nil, isShadow: false)
    }
}
