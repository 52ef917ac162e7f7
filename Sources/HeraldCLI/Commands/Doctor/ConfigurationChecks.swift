import Configuration
import HeraldModel
import HeraldServer

/// Looks at the settings a server would start with.
enum ConfigurationChecks {
    /// The settings as they come out of flags, environment and file, one finding each. Secrets are only said to be set.
    static func all(_ reader: ConfigReader, file: String?) -> [DoctorCheck] {
        let configuration: ServerConfiguration
        do {
            configuration = try ServerConfiguration(reader: reader)
        } catch {
            return [
                DoctorCheck("configuration", .fail, "\(error)", advice: "Flags beat HERALD_…, which beat the file.")
            ]
        }
        let limits = configuration.limits
        return [
            DoctorCheck("configuration", .ok, file.map { "flags, environment, \($0)" } ?? "flags, environment"),
            listen(host: configuration.listenHost, port: configuration.listenPort),
            StoreCheck.check(configuration.store.description), secretKey(configuration),
            DoctorCheck("admin key", .ok, configuration.adminKey == nil ? "not set; the first start makes one" : "set"),
            addresses(configuration.allowAddresses), DoctorCheck("log level", .ok, "\(configuration.logLevel)"),
            DoctorCheck(
                "limits", .ok,
                "\(limits.webhooksPerNetwork) webhooks and \(limits.backlogPerNetwork) owed deliveries per network, "
                    + "\(limits.concurrencyPerWebhook) requests per webhook, \(limits.requestsInFlight) in all"),
            DoctorCheck("retention", .ok, retention(configuration.retention)),
        ]
    }

    private static func retention(_ policy: RetentionPolicy) -> String {
        let age = { (duration: Duration?) in
            guard let seconds = duration?.components.seconds else { return "forever" }
            if seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
            return seconds % 3600 == 0 ? "\(seconds / 3600)h" : "\(seconds)s"
        }
        let size = policy.maxStoreMegabytes.map { ", at most \($0) MiB" } ?? ""
        return "payloads \(age(policy.payloads)), attempts \(age(policy.attempts)), "
            + "finished deliveries \(age(policy.deliveries))\(size)"
    }

    /// Whether strangers can reach the server.
    static func listen(host: String, port: Int) -> DoctorCheck {
        let text = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        if host == "0.0.0.0" || host == "::" {
            return DoctorCheck(
                "listen", .warn, "\(text), reachable from everywhere",
                advice: "Put a TLS proxy in front, or listen on 127.0.0.1.")
        }
        return DoctorCheck("listen", .ok, text)
    }

    private static func secretKey(_ configuration: ServerConfiguration) -> DoctorCheck {
        if configuration.secretKey != nil { return DoctorCheck("secret key", .ok, "set") }
        if configuration.store == .memory { return DoctorCheck("secret key", .ok, "not needed for memory:") }
        return DoctorCheck(
            "secret key", .warn, "not set; a key file is made beside the store",
            advice: "Back the key file up with the store, or set HERALD_SECRET_KEY (base64 of 32 bytes).")
    }

    /// Whether deliveries may reach addresses they usually must not.
    static func addresses(_ ranges: [String]) -> DoctorCheck {
        let name = "address policy"
        if ranges.isEmpty { return DoctorCheck(name, .ok, "local and private addresses are refused") }
        if let wrong = ranges.first(where: { CIDR($0) == nil }) {
            return DoctorCheck(name, .fail, "'\(wrong)' is not a range", advice: "Write it as 10.0.0.0/8 or ::1/128.")
        }
        let isWide = ranges.contains { (CIDR($0)?.prefixLength ?? 32) < 8 }
        return DoctorCheck(
            name, .warn, "deliveries may also reach \(ranges.joined(separator: ", "))",
            advice: isWide
                ? "This opens nearly everything, cloud metadata included. Name the ranges you mean."
                : "Fine for development; in production open only what receivers need.")
    }
}
