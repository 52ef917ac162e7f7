import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// Writes what a rule has to tell as an event of the network's log.
enum AlertEvent {
    /// The event's type.
    static func type(of turn: AlertTurn) -> OperationalType {
        switch turn.kind {
        case .fired: .alertFiring
        case .resolved: .alertResolved
        }
    }

    /// What the event's payload says.
    static func data(of turn: AlertTurn) -> JSONValue {
        var rule = turn.rule.json
        for key in ["enabled", "firingSince", "createdAt", "updatedAt"] { rule[key] = nil }
        var object = JSONObject([
            .init("alert", .object(rule)),
            .init("value", turn.value.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null),
        ])
        switch turn.kind {
        case .fired: object["firingSince"] = .string(turn.at.description)
        case .resolved(let since, let reason):
            object["firingSince"] = .string(since.description)
            object["resolvedAt"] = .string(turn.at.description)
            object["reason"] = .string(reason.rawValue)
        }
        return .object(object)
    }

    /// What keeps the turns of one rule in order.
    static func orderingKey(_ rule: AlertID) -> String { "alert:\(rule)" }

    /// Whether an event tells how this webhook does. Then it is not sent there: what it waits for would wait with the
    /// rest, and make the lag it tells of.
    static func isAbout(_ webhook: WebhookID, type: String, data: [UInt8]) -> Bool {
        guard type == OperationalType.alertFiring.name || type == OperationalType.alertResolved.name,
            let payload = try? JSONValue(parsing: data)
        else { return false }
        return payload["alert"]?["subject"]?["webhook"]?.string == webhook.description
    }
}
