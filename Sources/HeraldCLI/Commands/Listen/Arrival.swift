import HeraldJSON
import HeraldModel
import HeraldReceiver

/// One request that reached `herald listen`, with what was made of it.
struct Arrival: Sendable {
    var at: Timestamp
    var request: ReceivedRequest
    /// Nil when there was no secret to verify with.
    var verification: Verification?
    /// Herald verified it before, at the source it came in by.
    var isVouchedFor = false
    var explanation: [String]
    /// What a wrong signature should have been.
    var differences: [SignatureDifference] = []
    var isDuplicate: Bool
    var failsOnPurpose: Bool
    var reply: ReceiverReply
    var forwardMilliseconds: Int64?

    /// The event type, read without trust when nothing was verified.
    var type: String {
        if let event = verification?.event { return event.type }
        if case .legacyDuplicate = verification { return "(legacy request)" }
        let document = (try? JSONValue(parsing: body)) ?? .null
        let name = document["event"]?.string ?? document["type"]?.string ?? document["category"]?.string
        return name ?? "(no event)"
    }

    /// The body for people.
    private var body: [UInt8] { ReadableBody.bytes(of: request, verification) }

    /// One word for what the check found.
    var verdict: String {
        switch verification {
        case .verified: isDuplicate ? "repeated" : "verified"
        case .legacyDuplicate: "legacy"
        case .rejected: "rejected"
        case nil: isVouchedFor ? "genuine" : "unchecked"
        }
    }

    /// The arrival in one line.
    func line(style: Style) -> String {
        var parts = [
            style(.dim, String(at.description.dropFirst(11).dropLast())),
            style(look, TextWidth.pad(verdict, 9)), style(.bold, TextWidth.harmless(type)),
            "\(request.method) \(TextWidth.harmless(request.target))", "\(request.body.count) bytes",
            "→ " + style.httpStatus(reply.status),
        ]
        if let attempt = verification?.event?.attempt, attempt > 1 { parts.append("attempt \(attempt)") }
        if failsOnPurpose { parts.append(style(.yellow, "on purpose")) }
        if let forwardMilliseconds { parts.append("forwarded in \(forwardMilliseconds) ms") }
        return parts.joined(separator: "  ")
    }

    /// The arrival with headers, explanation and body, a blank line after it.
    func text(style: Style) -> String {
        var lines = [line(style: style)]
        lines += request.headers.map { header in
            style(.dim, "    \(TextWidth.harmless(header.name)): \(TextWidth.harmless(header.value))")
        }
        lines += explanation.map { "    " + style(.red, TextWidth.harmless($0)) }
        for difference in differences {
            let name = TextWidth.harmless(difference.name)
            lines.append("    " + style(.green, "- \(name): \(TextWidth.harmless(difference.expected))  (expected)"))
            lines.append("    " + style(.red, "+ \(name): \(TextWidth.harmless(difference.received))  (received)"))
        }
        let pretty = (try? JSONValue(parsing: body))?.encoded(pretty: true) ?? body
        let shown = TextWidth.harmless(String(decoding: pretty.prefix(4000), as: UTF8.self), keepingLines: true)
        if !shown.isEmpty {
            lines += shown.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
        }
        if pretty.count > 4000 { lines.append(style(.dim, "    … \(pretty.count - 4000) bytes more")) }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// The arrival for programs.
    var json: JSONValue {
        var object = JSONObject([
            .init("at", .string(at.description)), .init("verdict", .string(verdict)), .init("type", .string(type)),
            .init("method", .string(request.method)), .init("target", .string(request.target)),
            .init("answered", .number(JSONNumber(reply.status))),
            .init("headers", .object(JSONObject(request.headers.map { .init($0.name, .string($0.value)) }))),
        ])
        if !explanation.isEmpty { object["explanation"] = .array(explanation.map(JSONValue.string)) }
        if !differences.isEmpty {
            object["differences"] = .array(
                differences.map { difference in
                    [
                        "name": .string(difference.name), "expected": .string(difference.expected),
                        "received": .string(difference.received),
                    ]
                })
        }
        object["id"] = (verification?.event?.id).map(JSONValue.string)
        object["attempt"] = (verification?.event?.attempt).map { .number(JSONNumber($0)) }
        let body = body
        object["body"] = (try? JSONValue(parsing: body)) ?? .string(String(decoding: body, as: UTF8.self))
        return .object(object)
    }

    private var look: Style.Look {
        switch verification {
        case .verified: isDuplicate ? .yellow : .green
        case .legacyDuplicate: .dim
        case .rejected: .red
        case nil: isVouchedFor ? .green : .cyan
        }
    }
}
