import Configuration
import Foundation
import HeraldModel
import HeraldOperations
import HeraldTransport

extension EgressSetting {
    /// Reads the section `egress`.
    ///
    /// ## Configuration keys
    /// - `egress.regions` (list of strings, default `default`): the regions that have a section.
    /// - `egress.REGION.sourceAddress` (string): an address of this machine.
    /// - `egress.REGION.proxy` (string, secret): `http://[user:password@]host:port`.
    /// - `egress.REGION.addresses` (list of strings): `ADDRESS [from TIME] [until TIME]`; by default the source address.
    ///
    /// - Throws: ``ConfigurationError`` for an entry that cannot be used.
    static func all(_ reader: ConfigReader) throws(ConfigurationError) -> [EgressSetting] {
        let section = reader.scoped(to: "egress")
        let names = section.stringArray(forKey: "regions") ?? [Egress.defaultRegion]
        var settings: [EgressSetting] = []
        for name in names.map({ $0.trimmingCharacters(in: .whitespaces) }) {
            let key = "egress.\(name.prefix(64))"
            guard (1...64).contains(name.utf8.count), name != "regions",
                name.utf8.allSatisfy({ $0.isRegionByte }), !settings.contains(where: { $0.region == name })
            else {
                throw ConfigurationError(
                    key: "egress.regions",
                    problem: "'\(name.prefix(64))' is empty, there twice, or holds other signs than letters, digits, "
                        + "hyphens and underscores")
            }
            if let setting = try setting(name, section.scoped(to: ConfigKey(name)), key: key) {
                settings.append(setting)
            } else if section.stringArray(forKey: "regions") != nil {
                throw ConfigurationError(
                    key: key, problem: "is named in egress.regions but has none of sourceAddress, proxy, addresses")
            }
        }
        return settings
    }

    private static func setting(
        _ region: String, _ reader: ConfigReader, key: String
    ) throws(ConfigurationError) -> EgressSetting? {
        let source = reader.string(forKey: "sourceAddress")
        let proxy = reader.string(forKey: "proxy", isSecret: true)
        let published = reader.stringArray(forKey: "addresses")
        guard source != nil || proxy != nil || published != nil else { return nil }
        guard source == nil || proxy == nil else {
            throw ConfigurationError(key: key, problem: "has a sourceAddress and a proxy; only one of them can be used")
        }
        var way = Egress.direct(source: nil)
        var addresses: [EgressRegion.Address] = []
        if let source {
            guard let address = IPAddress(source) else {
                throw ConfigurationError(
                    key: "\(key).sourceAddress", problem: "'\(source.prefix(64))' is no IP address")
            }
            way = .direct(source: address)
            addresses = [EgressRegion.Address(address: "\(address)")]
        }
        if let proxy { way = .proxy(try self.proxy(proxy, key: "\(key).proxy")) }
        if let published {
            addresses = []
            for text in published { addresses.append(try address(text, key: "\(key).addresses")) }
        }
        return EgressSetting(region: region, way: way, addresses: addresses)
    }

    /// Reads `http://[user:password@]host:port`. Errors never show it: it may hold a password.
    static func proxy(_ text: String, key: String) throws(ConfigurationError) -> EgressProxy {
        let problem = ConfigurationError(key: key, problem: "must be http://[user:password@]host:port")
        guard let parts = URLComponents(string: text), parts.scheme?.lowercased() == "http", let host = parts.host,
            !host.isEmpty, let port = parts.port, (1...65535).contains(port), parts.query == nil,
            parts.fragment == nil, parts.path.isEmpty || parts.path == "/"
        else { throw problem }
        var authorization: String?
        if let user = parts.user {
            let credentials = "\(user):\(parts.password ?? "")"
            guard credentials.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !user.contains(":") else { throw problem }
            authorization = "Basic " + Data(credentials.utf8).base64EncodedString()
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        return EgressProxy(host: bare, port: port, authorization: authorization)
    }

    /// Reads `ADDRESS [from TIME] [until TIME]`.
    static func address(_ text: String, key: String) throws(ConfigurationError) -> EgressRegion.Address {
        let problem = ConfigurationError(
            key: key,
            problem:
                "'\(text.prefix(120))' must be an address or range, then 'from' and 'until' with RFC 3339 times if "
                + "needed, such as 192.0.2.1 from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z")
        var words = text.split(separator: " ").map(String.init)[...]
        guard let first = words.popFirst(), CIDR(first) != nil else { throw problem }
        var address = EgressRegion.Address(address: first)
        while let word = words.popFirst() {
            guard let time = words.popFirst().flatMap({ Timestamp($0) }) else { throw problem }
            switch word {
            case "from" where address.validFrom == nil: address.validFrom = time
            case "until" where address.validUntil == nil: address.validUntil = time
            default: throw problem
            }
        }
        if let from = address.validFrom, let until = address.validUntil, until <= from { throw problem }
        return address
    }
}

extension UInt8 {
    fileprivate var isRegionByte: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
