import HeraldJSON
import HeraldModel
import HeraldStore

/// How a source is kept: settings as JSON, secrets as encrypted JSON.
struct SourceRow {
    private static let table = "sources"
    static let columns = "id, network_id, settings, sealed, created_at, updated_at"

    let settings: String
    let sealed: [UInt8]

    init(_ source: Source, box: SecretBox) throws {
        var json = JSONObject()
        json["name"] = .string(source.name)
        json["provider"] = .string(source.provider.rawValue)
        json["allowedAddresses"] = source.allowedAddresses.map { .array($0.map(JSONValue.string)) }
        json["isEnabled"] = .bool(source.isEnabled)
        settings = JSONValue.object(json).encodedString
        sealed = try box.seal(Self.encode(source.secrets).encoded(), table: Self.table, id: source.id.rawValue)
    }

    static func source(_ row: SQLStatement, box: SecretBox) throws -> Source {
        let id = SourceID(rawValue: row.integer(0))
        let settings = try JSONValue(parsing: row.text(2))
        let sealed = try JSONValue(parsing: try box.open(row.bytes(3), table: table, id: id.rawValue))
        return Source(
            id: id, networkID: NetworkID(rawValue: row.integer(1)), name: settings["name"]?.string ?? "",
            provider: try Dialect(stored: settings["provider"]?.string ?? "", in: "source \(id)"),
            secrets: decode(sealed), createdAt: Timestamp(milliseconds: row.integer(4)),
            allowedAddresses: settings["allowedAddresses"]?.array?.compactMap(\.string),
            isEnabled: settings["isEnabled"]?.bool ?? true, updatedAt: Timestamp(milliseconds: row.integer(5)))
    }

    private static func encode(_ secrets: [SourceSecret]) -> JSONValue {
        .array(
            secrets.map { secret in
                var json = JSONObject()
                json["value"] = .string(secret.value)
                json["apiKey"] = secret.apiKey.map(JSONValue.string)
                json["createdAt"] = .number(JSONNumber(secret.createdAt.milliseconds))
                json["expiresAt"] = secret.expiresAt.map { .number(JSONNumber($0.milliseconds)) }
                return .object(json)
            })
    }

    private static func decode(_ json: JSONValue) -> [SourceSecret] {
        (json.array ?? []).map { json in
            SourceSecret(
                value: json["value"]?.string ?? "",
                createdAt: Timestamp(milliseconds: json["createdAt"]?.integer ?? 0),
                apiKey: json["apiKey"]?.string,
                expiresAt: json["expiresAt"]?.integer.map(Timestamp.init(milliseconds:)))
        }
    }
}
