import HeraldJSON
import HeraldModel

/// How an API key looks to users: never its token, but for the answer that creates it.
enum KeyView {
    static func json(_ key: AccessKey, token: String? = nil) -> JSONValue {
        var object = JSONObject([
            .init("id", .string(key.id.description)),
            .init("name", .string(key.name)),
            .init("role", .string(key.role.rawValue)),
            .init("network", .text(key.networkID?.description)),
            .init("hint", .string(key.hint)),
            .init("createdAt", .time(key.createdAt)),
        ])
        object["key"] = token.map(JSONValue.string)
        return .object(object)
    }
}
