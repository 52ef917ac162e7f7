import HeraldModel

/// Reads the settings of a hook from a request, for setting and changing alike.
struct HookFields {
    /// What the request says about the secret.
    let secret: SecretFields

    /// Applies every member that is there. Null puts an optional setting back to its default.
    init(_ reader: inout FieldReader, to hook: inout Hook, dialect: Dialect) {
        let timeout = FieldRule<Int64>.integer(Hook.timeouts).optional
        reader.update(&hook.url, "url", .receiverURL)
        reader.update(&hook.attemptTimeoutMilliseconds, "timeoutMs", cleared: .some(nil), timeout)
        reader.update(&hook.overallTimeoutMilliseconds, "overallTimeoutMs", cleared: .some(nil), timeout)
        reader.update(&hook.onFailure, "onFailure", cleared: .allow, .choice)
        reader.update(&hook.isShadow, "shadow", cleared: false, .flag)
        reader.update(&hook.isEnabled, "enabled", cleared: true, .flag)
        secret = SecretFields(&reader, takesSecret: true)
        secret.check(&reader, for: dialect)
    }
}
