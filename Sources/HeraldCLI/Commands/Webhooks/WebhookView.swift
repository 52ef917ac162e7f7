import HeraldJSON

/// Shows one webhook.
enum WebhookView {
    /// Prints the settings that are set. The secret stands there only in the answer that made it.
    static func print(_ webhook: JSONValue, on console: Console, withSecret: Bool = false) {
        let names = [
            "id", "url", "events", "dialect", "description", "ordering", "timeoutMs", "retry", "headers",
            "rateLimitPerSecond", "maxConcurrency", "legacySignature", "resign", "filter", "tls", "paused",
            "unresolved",
            "health",
            "secretHint",
            "createdAt", "updatedAt",
        ]
        var fields = names.map { ($0, text($0, of: webhook)) }.filter { !$0.1.isEmpty }
        if withSecret { fields.append(("secret", webhook.text("secret"))) }
        console.print(fields: fields)
        for warning in webhook["warnings"]?.array ?? [] {
            let text = "\(warning.text("pointer")): \(warning.text("detail"))"
            console.printError(console.style(.yellow, "warning: ") + TextWidth.harmless(text))
        }
    }

    private static func text(_ name: String, of webhook: JSONValue) -> String {
        switch name {
        case "url": Redaction.url(webhook.text(name))
        case "health": health(webhook[name])
        case "retry": retry(webhook[name])
        case "tls": certificates(webhook[name])
        case "headers": (webhook[name]?.object?.keys ?? []).map { "\($0): ***" }.joined(separator: ", ")
        default: webhook.text(name)
        }
    }

    /// How the receiver does, in a line.
    static func health(_ health: JSONValue?) -> String {
        guard let health, let state = health["state"]?.string else { return "" }
        var parts = [state]
        let failures = health["consecutiveFailures"]?.integer ?? 0
        if failures > 0 { parts.append("\(failures) \(failures == 1 ? "failure" : "failures") in a row") }
        for (key, words) in [
            ("since", "since"), ("nextProbeAt", "next probe"), ("heldUntil", "asked to wait until"),
            ("lastStatus", "last failure: status"), ("lastError", "last failure:"),
        ] where !health.text(key).isEmpty { parts.append("\(words) \(health.text(key))") }
        return parts.joined(separator: ", ")
    }

    private static func certificates(_ tls: JSONValue?) -> String {
        ["caCertificates", "clientCertificate"].compactMap { name in
            guard let all = tls?[name]?.array, let first = all.first else { return nil }
            let more = all.count > 1 ? " and \(all.count - 1) more" : ""
            return "\(name): \(first.text("subject")) until \(first.text("notAfter"))\(more)"
        }.joined(separator: "; ")
    }

    private static func retry(_ policy: JSONValue?) -> String {
        guard let policy else { return "" }
        let delays = policy.text("delaysMs")
        return delays.isEmpty ? policy.text("policy") : "\(policy.text("policy")) (\(delays) ms)"
    }
}
