import HeraldJSON

/// Shows deliveries.
enum DeliveryView {
    /// The cells of a row: id, type, webhook, status, attempts, next attempt.
    static func cells(of delivery: JSONValue) -> [String] {
        [
            delivery.text("id"), delivery.text("type"), delivery.text("webhookId"), delivery.text("status"),
            String(attemptCount(of: delivery)), delivery.text("nextAttemptAt"),
        ]
    }

    /// How many requests were made, whether the answer lists them or only counts them.
    static func attemptCount(of delivery: JSONValue) -> Int64 {
        if delivery["attemptsExpired"]?.bool == true { return delivery["attemptCount"]?.integer ?? 0 }
        if let attempts = delivery["attempts"]?.array { return Int64(attempts.count) }
        return delivery["attempts"]?.integer ?? delivery["attemptCount"]?.integer ?? 0
    }

    /// Prints a delivery with its attempts.
    static func print(_ delivery: JSONValue, on console: Console) {
        let names = ["id", "eventId", "webhookId", "type", "status", "reason", "nextAttemptAt", "createdAt"]
        console.print(fields: names.map { ($0, delivery.text($0)) }.filter { !$0.1.isEmpty })
        console.print()
        var table = Table([.number("#"), "STARTED", .number("MS"), "PHASES", .number("STATUS"), "ERROR", "ANSWER"])
        for attempt in delivery["attempts"]?.array ?? [] {
            let mark = attempt["legacy"]?.bool == true ? "legacy " : ""
            let when = ["startedAt", "durationMs"].map(attempt.text)
            let what = ["status", "error", "responseBody"].map(attempt.text)
            table.add([mark + attempt.text("number")] + when + [phases(of: attempt)] + what)
        }
        let made = delivery["attemptCount"]?.integer ?? 0
        guard delivery["attemptsExpired"]?.bool == true else {
            return console.print(table, whenEmpty: "No attempt yet.")
        }
        console.print(table, whenEmpty: "None is kept any more.")
        console.print("\(made) attempts were made; the older ones are no longer kept (retention.attempts).")
    }

    /// What an attempt's time went to: `dns 1.2, connect 3.4, tls 8.1, first byte 20`, or `reused, first byte 20`.
    static func phases(of attempt: JSONValue) -> String {
        guard let timing = attempt["timing"], timing.object != nil else { return "" }
        let names = [("dns", "resolveMs"), ("connect", "connectMs"), ("tls", "tlsMs"), ("first byte", "firstByteMs")]
        let phases = names.compactMap { name, key in timing[key].map { "\(name) \($0.displayText)" } }
        return ((timing["reused"]?.bool == true ? ["reused"] : []) + phases).joined(separator: ", ")
    }

    /// One line for a list that scrolls by.
    static func line(_ delivery: JSONValue, style: Style) -> String {
        let last = delivery["attempts"]?.array?.last ?? delivery["lastAttempt"]
        var parts = [
            style(.dim, time(delivery, last)), TextWidth.pad(TextWidth.harmless(delivery.text("type")), 26),
            status(delivery.text("status"), style: style), style(.dim, delivery.text("webhookId")),
        ]
        if let status = last?["status"]?.integer { parts.append(style.httpStatus(Int(status))) }
        if let error = last?.text("error"), !error.isEmpty { parts.append(TextWidth.harmless(error)) }
        if let took = last?["durationMs"]?.displayText, !took.isEmpty { parts.append("\(took) ms") }
        parts.append(style(.dim, delivery.text("id")))
        return parts.joined(separator: "  ")
    }

    private static func status(_ word: String, style: Style) -> String {
        let padded = TextWidth.pad(word, 10)
        return style.look(ofStatus: word).map { style($0, padded) } ?? padded
    }

    private static func time(_ delivery: JSONValue, _ attempt: JSONValue?) -> String {
        let moment = [attempt?.text("startedAt"), delivery.text("updatedAt"), delivery.text("createdAt")]
            .compactMap { $0 }.first { !$0.isEmpty }
        return String((moment ?? "").dropFirst(11).prefix(12))
    }
}
