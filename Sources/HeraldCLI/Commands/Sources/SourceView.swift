import HeraldJSON
import HeraldModel

/// Shows one source.
enum SourceView {
    /// Prints the settings and what came in since the server started.
    static func print(_ source: JSONValue, server: String, on console: Console) {
        let names = ["id", "name", "provider", "enabled"]
        var fields = names.map { ($0, source.text($0)) }
        fields.append(("ingestUrl", ingestURL(of: source, server: server)))
        if let ranges = source["allowedAddresses"]?.array {
            fields.append(("allowedAddresses", ranges.compactMap(\.string).joined(separator: ", ")))
        }
        fields += (source["secrets"]?.array ?? []).map { ("secret", secret($0)) }
        if let stats = source["stats"] {
            fields += [
                ("accepted", stats.text("accepted")), ("duplicates", stats.text("duplicates")),
                ("refused", refused(stats)), ("answerTimeMs", answerTime(stats)),
                ("lastEventAt", stats.text("lastEventAt")),
            ]
        }
        fields += ["createdAt", "updatedAt"].map { ($0, source.text($0)) }
        console.print(fields: fields.filter { !$0.1.isEmpty })
    }

    /// Where the provider posts to.
    static func ingestURL(of source: JSONValue, server: String) -> String { server + source.text("ingestPath") }

    /// How many requests were refused, and why.
    static func refused(_ stats: JSONValue) -> String {
        (stats["refused"]?.object?.members ?? []).map { "\($0.key): \($0.value.integer ?? 0)" }
            .joined(separator: ", ")
    }

    /// Where the URL belongs at the provider.
    static func hint(for provider: Dialect) -> String {
        switch provider {
        case .socialplus:
            "social.plus: console, Settings → Integrations → Webhooks; paste the URL and use the secret shown there."
        case .sendbird:
            "Sendbird: dashboard, Settings → Chat → Webhooks; paste the URL. The secret is the master API token."
        case .stream:
            "Stream: dashboard, Chat overview → Webhooks, or PATCH /app with event_hooks; the secret is the API secret."
        case .standard: "Set the URL as the endpoint of the sender; the secret starts with whsec_ or whpk_."
        }
    }

    private static func secret(_ secret: JSONValue) -> String {
        let hint = secret.text("hint").isEmpty ? "(set)" : secret.text("hint")
        let key = secret.text("apiKey").isEmpty ? "" : " of API key \(secret.text("apiKey"))"
        let end = secret.text("expiresAt").isEmpty ? "" : ", accepted until \(secret.text("expiresAt"))"
        return hint + key + end
    }

    static func answerTime(_ stats: JSONValue) -> String {
        guard let times = stats["answerTimeMs"], !times.text("p50").isEmpty else { return "" }
        return "p50 \(times.text("p50")), p99 \(times.text("p99"))"
    }
}
