import HeraldJSON

/// What a server answered, of whatever status.
struct APIAnswer: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// The body as a document; `null` when it is empty.
    /// - Throws: ``CommandFailure`` when it is not JSON, which means that something else answers there.
    func document() throws(CommandFailure) -> JSONValue {
        if body.isEmpty { return .null }
        do {
            return try JSONValue(parsing: body)
        } catch {
            throw CommandFailure(
                "The server answered \(status) with something that is not JSON.",
                hint: "Check --server: is it a Herald server, and is a proxy in between?"
            )
        }
    }

    /// The first header of this name, which is given in lower case.
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }

    /// After how many seconds the server wants to be asked again.
    var retryAfterSeconds: Int? {
        header("retry-after").flatMap { Int($0) }.map { max(0, $0) }
    }

    /// The refusal in words. Field errors stand on lines of their own.
    func failure(hasKey: Bool) -> CommandFailure {
        let problem = (try? JSONValue(parsing: body)) ?? .null
        let code = problem["code"]?.string
        let detail = problem["detail"]?.string ?? problem["title"]?.string ?? "The server answered \(status)."
        var failure = CommandFailure(
            TextWidth.harmless(detail) + (code.map { " [\($0)]" } ?? " [HTTP \(status)]"),
            details: (problem["errors"]?.array ?? []).map(Self.line)
        )
        switch status {
        case 401:
            failure.status = .notAuthorised
            failure.hint =
                hasKey
                ? "The key was not accepted. Give another one with --key or HERALD_KEY."
                : "Give a key with --key or HERALD_KEY. The server printed one when it first started."
        case 403:
            failure.status = .notAuthorised
            failure.hint = "This key may not do that. Use a key with a wider role, see 'herald keys list'."
        case 404: failure.hint = "Check the id; 'herald networks list' and 'herald webhooks list' show what exists."
        case 429, 503: failure.hint = "Try again in \(retryAfterSeconds ?? 1) s."
        case 500...: failure.hint = "This is the server's fault; its log says more."
        default: break
        }
        return failure
    }

    private static func line(_ error: JSONValue) -> String {
        let place = error["pointer"]?.string ?? error["field"]?.string ?? ""
        let detail = error["detail"]?.string ?? error["message"]?.string ?? error.encodedString
        let nearest = (error["suggestions"]?.array ?? []).map(\.displayText)
        let isTold = nearest.first.map { detail.contains($0) } ?? true
        let text = isTold ? detail : "\(detail) Nearest: \(nearest.joined(separator: ", "))."
        return TextWidth.harmless(place.isEmpty || place == "#" ? text : "\(place): \(text)")
    }
}
