import HeraldHooks
import HeraldJSON

/// How the verdict of a hook looks to the app that asked.
enum HookOutcomeView {
    static func json(_ outcome: HookOutcome<MessageVerdict>) -> JSONValue {
        let verdict = outcome.verdict
        return json(
            outcome,
            [
                .init("verdict", .string(verdict.decision.rawValue)), .init("message", verdict.message),
                .init("reason", .text(verdict.reason)),
            ])
    }

    static func json(_ outcome: HookOutcome<CommandVerdict>) -> JSONValue {
        json(
            outcome,
            [
                .init("verdict", .string(outcome.verdict.decision.rawValue)),
                .init("message", outcome.verdict.message),
            ])
    }

    static func json(_ outcome: HookOutcome<ActionVerdict>) -> JSONValue {
        var members: [JSONObject.Member] = [.init("action", .string(outcome.verdict.action.rawValue))]
        if let data = outcome.verdict.data { members.append(.init("data", data)) }
        if let message = outcome.verdict.message { members.append(.init("message", .string(message))) }
        return json(outcome, members)
    }

    private static func json<Verdict>(_ outcome: HookOutcome<Verdict>, _ members: [JSONObject.Member]) -> JSONValue {
        .object(
            JSONObject(
                members + [
                    .init("decidedBy", .string(outcome.decidedBy.rawValue)),
                    .init("durationMs", .milliseconds(microseconds: outcome.durationMicroseconds)),
                    .init("shadow", .bool(outcome.isShadow)),
                    .init("error", error(outcome.fault)),
                ]))
    }

    /// Why the hook's answer does not count; null when it does.
    static func error(_ fault: HookFault?) -> JSONValue {
        guard let fault else { return .null }
        return [
            "code": .string(fault.code), "detail": .string(fault.description), "status": .count(fault.status),
            "timer": .text(fault.timer?.rawValue),
        ]
    }
}
