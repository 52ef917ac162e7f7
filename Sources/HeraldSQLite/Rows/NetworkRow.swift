import HeraldJSON
import HeraldModel

/// How a network is kept: plain columns, and its credentials as encrypted JSON.
enum NetworkRow {
    private static let table = "networks"
    static let columns = "id, name, dialect, region, validation, sealed, created_at, updated_at, portal"

    static func seal(_ network: Network, box: SecretBox) throws -> [UInt8] {
        try box.seal(network.credentials.json.encoded(), table: table, id: network.id.rawValue)
    }

    /// Nil for a portal that nobody set up.
    static func portal(_ network: Network) -> String? {
        guard network.portal != PortalSettings() else { return nil }
        return String(decoding: network.portal.json.encoded(), as: UTF8.self)
    }

    static func network(_ row: SQLStatement, box: SecretBox) throws -> Network {
        let id = NetworkID(rawValue: row.integer(0))
        let place = "network \(id)"
        let credentials = try JSONValue(parsing: try box.open(row.bytes(5), table: table, id: id.rawValue))
        return Network(
            id: id, name: row.text(1), dialect: try Dialect(stored: row.text(2), in: place),
            createdAt: Timestamp(milliseconds: row.integer(6)), region: row.optionalText(3),
            validation: try Validation(stored: row.text(4), in: place),
            credentials: NetworkCredentials(json: credentials),
            portal: try row.optionalText(8).map { PortalSettings(json: try JSONValue(parsing: Array($0.utf8))) }
                ?? PortalSettings(),
            updatedAt: Timestamp(milliseconds: row.integer(7)))
    }
}
