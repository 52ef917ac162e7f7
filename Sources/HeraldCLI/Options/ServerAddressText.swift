import HeraldModel

/// Reads the address of a Herald server as people write it.
enum ServerAddressText {
    /// Where a server listens unless told otherwise.
    static let standard = "http://127.0.0.1:8080"

    /// The base URL without a closing slash. `localhost:8080` counts as `http://localhost:8080`.
    /// - Throws: ``CommandFailure`` that says what is wrong.
    static func parse(_ text: String) throws(CommandFailure) -> String {
        let full = text.contains("://") ? text : "http://" + text
        do {
            let url = try WebhookURL(full)
            let path = String(url.target.prefix { $0 != "?" })
            let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
            return (url.isSecure ? "https://" : "http://") + url.authority + trimmed
        } catch {
            throw CommandFailure(
                "The server address is not usable. \(error)", status: .usage, hint: "Write it as \(standard)."
            )
        }
    }
}
