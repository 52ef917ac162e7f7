import HeraldJSON
import HeraldModel
import HeraldOperations

/// How an alert rule looks to users.
enum AlertView {
    static func json(_ alert: AlertReport) -> JSONValue {
        var object = alert.rule.json
        object["state"] = .string(alert.condition.rawValue)
        object["value"] = alert.value.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null
        object["checkedAt"] = .time(alert.checkedAt)
        return .object(object)
    }
}
