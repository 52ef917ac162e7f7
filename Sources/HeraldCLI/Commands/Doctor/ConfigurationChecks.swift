import Configuration

/// Looks at the settings a server would start with.
enum ConfigurationChecks {
    /// One finding per setting, then the store and the address policy.
    static func all(_ reader: ConfigReader, file: String?) -> [DoctorCheck] {
        let listen = reader.string(forKey: "listen", default: "127.0.0.1:8080")
        let store = reader.string(forKey: "store", default: "sqlite:herald.db")
        var checks = [
            DoctorCheck("configuration", .ok, file.map { "flags, environment, \($0)" } ?? "flags, environment"),
            self.listen(listen), StoreCheck.check(store), secretKey(reader, store: store), adminKey(reader),
        ]
        checks.append(addresses(reader.stringArray(forKey: "allowAddresses", default: [])))
        return checks
    }

    /// Whether the listen address can be one.
    static func listen(_ text: String) -> DoctorCheck {
        let name = "listen"
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port), colon != text.startIndex
        else {
            return DoctorCheck(name, .fail, text, advice: "Write it as host:port, such as 127.0.0.1:8080.")
        }
        let host = text[..<colon]
        if host == "0.0.0.0" || host == "[::]" || host == "::" {
            return DoctorCheck(
                name, .warn, "\(text), reachable from everywhere",
                advice: "Put a TLS proxy in front, or listen on 127.0.0.1."
            )
        }
        return DoctorCheck(name, .ok, text)
    }

    private static func secretKey(_ reader: ConfigReader, store: String) -> DoctorCheck {
        let isSet = reader.string(forKey: "secretKey", isSecret: true) != nil
        if isSet { return DoctorCheck("secret key", .ok, "set") }
        if store.hasPrefix("memory:") { return DoctorCheck("secret key", .ok, "not needed for memory:") }
        return DoctorCheck(
            "secret key", .warn, "not set; a key file is made beside the store",
            advice: "Back the key file up with the store, or set HERALD_SECRET_KEY (base64 of 32 bytes)."
        )
    }

    private static func adminKey(_ reader: ConfigReader) -> DoctorCheck {
        let isSet = reader.string(forKey: "adminKey", isSecret: true) != nil
        return DoctorCheck("admin key", .ok, isSet ? "set" : "not set; the first start makes one")
    }

    /// Whether deliveries may reach addresses they usually must not.
    static func addresses(_ ranges: [String]) -> DoctorCheck {
        let name = "address policy"
        let ranges = ranges.filter { !$0.isEmpty }
        if ranges.isEmpty { return DoctorCheck(name, .ok, "local and private addresses are refused") }
        if let wrong = ranges.first(where: { AddressRange($0) == nil }) {
            return DoctorCheck(name, .fail, "'\(wrong)' is not a range", advice: "Write it as 10.0.0.0/8 or ::1/128.")
        }
        let isWide = ranges.contains { (AddressRange($0)?.prefixLength ?? 32) < 8 }
        return DoctorCheck(
            name, .warn, "deliveries may also reach \(ranges.joined(separator: ", "))",
            advice: isWide
                ? "This opens nearly everything, cloud metadata included. Name the ranges you mean."
                : "Fine for development; in production open only what receivers need."
        )
    }
}
