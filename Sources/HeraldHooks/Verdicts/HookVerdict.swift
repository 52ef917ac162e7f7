public import HeraldJSON

/// What came of asking a hook.
public protocol HookVerdict: Hashable, Sendable {
    /// One word, for metrics and the call log.
    var name: String { get }
}

/// Turns a hook's answers into verdicts, for one thing that is asked. Free of I/O.
public protocol HookJudge<Verdict>: Sendable {
    associatedtype Verdict: HookVerdict
    /// What an answer comes to; nil is an empty one.
    func judge(_ answer: JSONValue?) throws(HookFault) -> Verdict
    /// Everything goes on as asked: without a hook, in shadow mode, and when a hook that fails open fails.
    var untouched: Verdict { get }
    /// A hook that fails closed failed.
    var refused: Verdict { get }
}
