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
            .init("portal", portal(network.portal)),
            .init("createdAt", .time(network.createdAt)),
            .init("updatedAt", .time(network.updatedAt)),
        ])
        if showsCredentials { object["credentials"] = network.credentials.json }
        return .object(object)
    }

    private static func portal(_ portal: PortalSettings) -> JSONValue {
        [
            "name": .text(portal.name), "colour": .text(portal.colour?.description),
            "origins": .array(portal.origins.map(JSONValue.string)),
        ]
    }
}
