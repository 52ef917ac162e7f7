/// Hides what must not stand on a screen or in a log.
enum Redaction {
    /// The URL without credentials and without the values of its query.
    static func url(_ text: String) -> String {
        var result = text
        if let scheme = result.firstRange(of: "://") {
            let authorityEnd = result[scheme.upperBound...].firstIndex { "/?#".contains($0) } ?? result.endIndex
            if let at = result[scheme.upperBound..<authorityEnd].lastIndex(of: "@") {
                result.replaceSubrange(scheme.upperBound..<at, with: "***")
            }
        }
        guard let mark = result.firstIndex(of: "?") else { return result }
        let query = result[result.index(after: mark)...].prefix { $0 != "#" }
        let hidden = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            pair.contains("=") ? pair.prefix { $0 != "=" } + "=***" : "***"
        }
        return result[...mark] + hidden.joined(separator: "&")
    }

    /// Whether a configuration key holds something to hide.
    static func isSecret(key: String) -> Bool {
        let lowered = key.lowercased()
        return ["key", "secret", "token", "password", "credential"].contains { lowered.contains($0) }
    }

    /// A configuration value, or the fact that there is one.
    static func value(_ value: String, forKey key: String) -> String {
        if isSecret(key: key) { return value.isEmpty ? "(empty)" : "(set)" }
        return value.contains("://") ? url(value) : value
    }
}
