import HeraldJSON
import HeraldModel

/// How signing secrets are written before they are encrypted.
enum SecretCoding {
    static func encode(_ secrets: [WebhookSecret]) -> JSONValue {
        .array(
            secrets.map { secret in
                var json = JSONObject()
                json["value"] = .string(secret.value)
                json["createdAt"] = .number(JSONNumber(secret.createdAt.milliseconds))
                json["expiresAt"] = secret.expiresAt.map { .number(JSONNumber($0.milliseconds)) }
                return .object(json)
            })
    }

    static func decode(_ json: JSONValue?) -> [WebhookSecret] {
        (json?.array ?? []).map { json in
            WebhookSecret(
                value: json["value"]?.string ?? "",
                createdAt: Timestamp(milliseconds: json["createdAt"]?.integer ?? 0),
                expiresAt: json["expiresAt"]?.integer.map(Timestamp.init(milliseconds:)))
        }
    }
}
