import HeraldJSON
import HeraldModel

/// How a network looks to users.
enum NetworkView {
    /// - Parameter showsCredentials: only answers that set credentials show them.
    static func json(_ network: Network, showsCredentials: Bool = false) -> JSONValue {
        var object = JSONObject([
            .init("id", .string(network.id.description)),
            .init("name", .string(network.name)),
            .init("dialect", .string(network.dialect.rawValue)),
            .init("region", .text(network.region)),
            .init("validation", .string(network.validation.rawValue)),
            .init("createdAt", .time(network.createdAt)),
            .init("updatedAt", .time(network.updatedAt)),
        ])
        if showsCredentials {
            let sorted = network.credentials.sorted { $0.key < $1.key }
            object["credentials"] = .object(JSONObject(sorted.map { .init($0.key, .string($0.value)) }))
        }
        return .object(object)
    }
}
