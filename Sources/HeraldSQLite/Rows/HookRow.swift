import HeraldJSON
import HeraldModel
import HeraldStore

/// How a hook is kept: settings as JSON, secrets as encrypted JSON.
struct HookRow {
    static let columns = "network_id, kind, settings, sealed, created_at, updated_at"

    let settings: String
    let sealed: [UInt8]

    init(_ hook: Hook, box: SecretBox) throws {
        var json = JSONObject()
        json["url"] = .string(hook.url)
        json["attemptTimeoutMs"] = hook.attemptTimeoutMilliseconds.map { .number(JSONNumber($0)) }
        json["overallTimeoutMs"] = hook.overallTimeoutMilliseconds.map { .number(JSONNumber($0)) }
        json["onFailure"] = .string(hook.onFailure.rawValue)
        json["isShadow"] = .bool(hook.isShadow)
        json["isEnabled"] = .bool(hook.isEnabled)
        json["isUnresolved"] = .bool(hook.isUnresolved)
        settings = JSONValue.object(json).encodedString
        sealed = try box.seal(
            SecretCoding.encode(hook.secrets).encoded(), table: Self.place(hook.kind), id: hook.networkID.rawValue)
    }

    static func hook(_ row: SQLStatement, box: SecretBox) throws -> Hook {
        let network = NetworkID(rawValue: row.integer(0))
        let place = "a hook of network \(network)"
        let kind = try Hook.Kind(stored: row.text(1), in: place)
        let settings = try JSONValue(parsing: row.text(2))
        let sealed = try JSONValue(
            parsing: try box.open(row.bytes(3), table: Self.place(kind), id: network.rawValue))
        return Hook(
            networkID: network, kind: kind, url: settings["url"]?.string ?? "",
            secrets: SecretCoding.decode(sealed), createdAt: Timestamp(milliseconds: row.integer(4)),
            attemptTimeoutMilliseconds: settings["attemptTimeoutMs"]?.integer,
            overallTimeoutMilliseconds: settings["overallTimeoutMs"]?.integer,
            onFailure: try Hook.FailureAction(stored: settings["onFailure"]?.string ?? "allow", in: place),
            isShadow: settings["isShadow"]?.bool ?? false, isEnabled: settings["isEnabled"]?.bool ?? true,
            isUnresolved: settings["isUnresolved"]?.bool ?? false,
            updatedAt: Timestamp(milliseconds: row.integer(5)))
    }

    /// Hooks are numbered by their network, so the kind tells their sealed values apart.
    private static func place(_ kind: Hook.Kind) -> String { "hooks/\(kind.rawValue)" }
}
