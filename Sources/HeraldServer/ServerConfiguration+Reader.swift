public import Configuration
import Foundation
import HeraldHooks
import HeraldModel
import HeraldOperations
import HeraldPanel
import Logging

extension ServerConfiguration {
    /// Reads the configuration. As environment variables the keys are upper case with `HERALD_` in front:
    /// `limits.webhooksPerNetwork` is `HERALD_LIMITS_WEBHOOKS_PER_NETWORK`.
    ///
    /// ## Configuration keys
    /// - `listen` (string, default `127.0.0.1:8080`): host and port; an IPv6 host stands in brackets.
    /// - `store` (string, default `sqlite:herald.db`): `sqlite:PATH` or `memory:`.
    /// - `adminKey` (string, secret, optional): the admin key; at least 1 character.
    /// - `secretKey` (string, secret, optional): base64 of 32 bytes.
    /// - `allowAddresses` (list of strings, default empty): CIDR ranges.
    /// - `trustedProxies` (list of strings, default empty): CIDR ranges of load balancers whose `X-Forwarded-For` is
    ///   believed.
    /// - `logLevel` (string, default `info`): trace, debug, info, notice, warning, error or critical.
    /// - `shutdownGraceSeconds` (int, 0–300, default 10).
    /// - `deliveryThreads` (int, 1–64, default 2).
    /// - `alerts.everySeconds` (int, 1–3,600, default 10).
    /// - `publicURL` (string, optional): where people reach this server, such as `https://herald.example.com`.
    /// - `panel.requireHTTPS` (bool, default false): whether browsers send the session's cookie by https only.
    /// - `limits.webhooksPerNetwork` (int, 1–10,000, default 10).
    /// - `limits.alertsPerNetwork` (int, 0–500, default 50).
    /// - `limits.backlogPerNetwork` (int, 1–1,000,000,000, default 10,000,000).
    /// - `limits.backlogMegabytesPerNetwork` (int, 1–1,000,000,000, default 10,240).
    /// - `limits.backlog` (int, 1–1,000,000,000, default 50,000,000).
    /// - `limits.backlogMegabytes` (int, 1–1,000,000,000, default 51,200).
    /// - `limits.concurrencyPerWebhook` (int, 1–1,000, default 32).
    /// - `limits.requestsInFlight` (int, 1–60,000, default 4,096).
    /// - `limits.deliveryMegabytes` (int, 1–65,536, default 64).
    /// - `limits.concurrencyPerHook` (int, 1–1,000, default 128).
    /// - `limits.queuePerHook` (int, 0–10,000, default 256).
    /// - `limits.hookCalls` (int, 1–60,000, default 1,024).
    /// - `limits.hookAnswerKilobytes` (int, 1–16,384, default 256).
    /// - `retention.payloads`, `retention.attempts` (string, default `7d`): an age with its unit `s`, `m`, `h` or `d`, or
    ///   `forever`.
    /// - `retention.deliveries` (string, default `30d`): likewise.
    /// - `retention.maxStoreMegabytes` (int, 256–1,000,000,000, optional).
    /// - `egress`: see ``EgressSetting``.
    ///
    /// - Throws: ``ConfigurationError`` for a value that cannot be used.
    public init(reader: ConfigReader) throws {
        self.init()
        if let listen = reader.string(forKey: "listen") { (listenHost, listenPort) = try Self.address(listen) }
        if let store = reader.string(forKey: "store") { self.store = try StoreLocation(store) }
        if let key = reader.string(forKey: "adminKey", isSecret: true) {
            guard !key.isEmpty else {
                throw ConfigurationError(key: "adminKey", problem: "is empty; leave it out instead")
            }
            adminKey = key
        }
        if let key = reader.string(forKey: "secretKey", isSecret: true) {
            guard Data(base64Encoded: key)?.count == 32 else {
                throw ConfigurationError(
                    key: "secretKey", problem: "must be base64 of 32 bytes; make one with: openssl rand -base64 32")
            }
            secretKey = key
        }
        if let ranges = reader.stringArray(forKey: "allowAddresses") {
            allowAddresses = ranges.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
        trustedProxies = try (reader.stringArray(forKey: "trustedProxies") ?? [])
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            .map { text in
                guard let range = CIDR(text) else {
                    throw ConfigurationError(
                        key: "trustedProxies",
                        problem: "'\(text)' is no address range; write it like 10.0.0.0/8 or fd00::/8")
                }
                return range
            }
        if let level = reader.string(forKey: "logLevel") {
            guard let parsed = Logger.Level(rawValue: level.lowercased()) else {
                let known = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
                throw ConfigurationError(key: "logLevel", problem: "'\(level)' is none of \(known)")
            }
            logLevel = parsed
        }
        let grace = try reader.integer("shutdownGraceSeconds", in: 0...300) ?? 10
        shutdownGrace = .seconds(grace)
        deliveryThreads = try reader.integer("deliveryThreads", in: 1...64) ?? deliveryThreads
        let alerts = reader.scoped(to: "alerts")
        if let seconds = try alerts.integer("everySeconds", in: 1...3600, shownAs: "alerts.everySeconds") {
            alertInterval = .seconds(seconds)
        }
        if let text = reader.string(forKey: "publicURL") {
            guard let origin = WebOrigin(text) else {
                throw ConfigurationError(
                    key: "publicURL",
                    problem: "'\(text)' is no origin; write it like https://herald.example.com, without a path")
            }
            publicURL = origin
        }
        panel.requiresHTTPS = reader.scoped(to: "panel").bool(forKey: "requireHTTPS") ?? false
        egress = try EgressSetting.all(reader)
        let limits = reader.scoped(to: "limits")
        func limit(_ key: String, _ range: ClosedRange<Int>, _ path: WritableKeyPath<Limits, Int>) throws {
            if let value = try limits.integer(key, in: range, shownAs: "limits.\(key)") {
                self.limits[keyPath: path] = value
            }
        }
        try limit("webhooksPerNetwork", 1...10_000, \.webhooksPerNetwork)
        try limit("alertsPerNetwork", 0...500, \.alertsPerNetwork)
        try limit("backlogPerNetwork", 1...1_000_000_000, \.backlogPerNetwork)
        try limit("backlogMegabytesPerNetwork", 1...1_000_000_000, \.backlogMegabytesPerNetwork)
        try limit("backlog", 1...1_000_000_000, \.backlog)
        try limit("backlogMegabytes", 1...1_000_000_000, \.backlogMegabytes)
        try limit("concurrencyPerWebhook", 1...1000, \.concurrencyPerWebhook)
        try limit("requestsInFlight", 1...60_000, \.requestsInFlight)
        try limit("deliveryMegabytes", 1...65_536, \.deliveryMegabytes)
        try limit("concurrencyPerHook", 1...1000, \.hooks.concurrency)
        try limit("queuePerHook", 0...10_000, \.hooks.queue)
        try limit("hookCalls", 1...60_000, \.hooks.calls)
        try limit("hookAnswerKilobytes", 1...16_384, \.hookAnswerKilobytes)
        retention = try RetentionPolicy(reader: reader.scoped(to: "retention"))
    }

    /// Splits `host:port`, `[ipv6]:port`, `:port` or `port`.
    static func address(_ text: String) throws(ConfigurationError) -> (host: String, port: Int) {
        let problem = ConfigurationError(
            key: "listen", problem: "'\(text)' is no HOST:PORT; write it like 127.0.0.1:8080 or [::1]:8080")
        let colon = text.lastIndex(of: ":")
        let portText = colon.map { String(text[text.index(after: $0)...]) } ?? text
        guard let port = Int(portText), (0...65535).contains(port) else { throw problem }
        var host = colon.map { String(text[..<$0]) } ?? ""
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
        } else if host.contains(":") {
            throw problem
        }
        return (host.isEmpty ? "127.0.0.1" : host, port)
    }
}

extension ConfigReader {
    /// A whole number, nil when it is not set.
    func integer(_ key: String, in range: ClosedRange<Int>, shownAs name: String? = nil) throws -> Int? {
        guard let value = int(forKey: ConfigKey(key)) else {
            guard let text = string(forKey: ConfigKey(key)) else { return nil }
            throw ConfigurationError(key: name ?? key, problem: "'\(text)' is not a whole number")
        }
        guard range.contains(value) else {
            throw ConfigurationError(
                key: name ?? key, problem: "\(value) is outside \(range.lowerBound)–\(range.upperBound)")
        }
        return value
    }
}
