import HeraldJSON

/// Shows a request and its answer.
enum ExchangeView {
    /// Prints both sides, bodies indented.
    static func print(
        _ request: SignedBody, to url: String, answer: DirectSender.Answer, isSuccess: Bool, on console: Console
    ) {
        let style = console.style
        console.print(style(.bold, "→ POST \(TextWidth.harmless(Redaction.url(url)))"))
        for header in request.headers { console.print("  " + style(.dim, "\(header.name): \(header.value)")) }
        body(request.body, on: console)
        console.print()
        let verdict = isSuccess ? style(.green, "accepted") : style(.red, "not accepted")
        console.print(
            style(.bold, "← ") + style.httpStatus(answer.status) + " \(verdict) in \(answer.milliseconds) ms"
        )
        body(answer.body, on: console)
    }

    /// Prints a body: JSON indented, other text as it is, without control characters.
    static func body(_ bytes: [UInt8], on console: Console, limit: Int = 4000) {
        guard !bytes.isEmpty else { return }
        let pretty = (try? JSONValue(parsing: bytes))?.encoded(pretty: true) ?? bytes
        let text = TextWidth.harmless(String(decoding: pretty.prefix(limit), as: UTF8.self), keepingLines: true)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { console.print("  " + line) }
        if pretty.count > limit { console.print("  " + console.style(.dim, "… \(pretty.count - limit) bytes more")) }
    }
}
