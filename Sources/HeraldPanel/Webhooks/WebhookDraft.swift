import HeraldJSON
import HeraldModel

/// A webhook's settings as a form holds them: text, right or wrong.
struct WebhookDraft {
    var url = ""
    var description = ""
    var events = ["*"]
    var dialect = ""
    var ordering = Ordering.none.rawValue
    var retry = RetryPolicy.durable.name
    /// Seconds between attempts, separated by commas.
    var delays = ""
    var timeout = ""
    var rateLimit = ""
    var concurrency = ""
    /// One `Name: value` a line.
    var headers = ""

    init() {}

    init(_ webhook: Webhook) {
        url = webhook.url
        description = webhook.description
        events = webhook.events.map(\.description)
        dialect = webhook.dialect?.rawValue ?? ""
        ordering = webhook.ordering.rawValue
        retry = webhook.retry.name
        if case .schedule(let delays) = webhook.retry {
            self.delays = delays.map(Self.seconds).joined(separator: ", ")
        }
        timeout = webhook.timeoutMilliseconds.map(String.init) ?? ""
        rateLimit = webhook.rateLimitPerSecond.map(String.init) ?? ""
        concurrency = webhook.maxConcurrency.map(String.init) ?? ""
        headers = webhook.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    }

    init(_ form: FormText) {
        url = form.text("url") ?? ""
        description = form.text("description") ?? ""
        let typed = (form.typed("other_events") ?? "").split { $0.isWhitespace || $0 == "," }.map(String.init)
        events = form.text("scope") == "all" ? ["*"] : form.all("event") + typed.filter { $0 != "*" }
        dialect = form.text("dialect") ?? ""
        ordering = form.text("ordering") ?? ""
        retry = form.text("retry") ?? ""
        delays = form.text("delays") ?? ""
        timeout = form.text("timeout") ?? ""
        rateLimit = form.text("rate") ?? ""
        concurrency = form.text("concurrency") ?? ""
        headers = form.typed("headers")?.replacing("\r\n", with: "\n") ?? ""
    }

    /// The body that the API's clients would send. Text that is no number goes along, for the use case to refuse.
    var body: JSONValue {
        .object(
            JSONObject([
                .init("url", .string(url)), .init("description", .string(description)),
                .init("events", .array(events.map(JSONValue.string))),
                .init("dialect", dialect.isEmpty ? .null : .string(dialect)), .init("ordering", .string(ordering)),
                .init("retry", retryBody), .init("timeoutMs", Self.number(timeout)),
                .init("rateLimitPerSecond", Self.number(rateLimit)),
                .init("maxConcurrency", Self.number(concurrency)), .init("headers", .object(headersBody)),
            ]))
    }

    private var retryBody: JSONValue {
        guard retry == "schedule" else { return ["policy": .string(retry)] }
        let delays = delays.split { $0 == "," || $0.isWhitespace }.map { text -> JSONValue in
            guard let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e9 else { return .string(String(text)) }
            return .number(JSONNumber(Int64((seconds * 1000).rounded())))
        }
        return ["policy": "schedule", "delaysMs": .array(delays)]
    }

    /// A line without a colon is a name without a value, which the use case refuses by name.
    private var headersBody: JSONObject {
        JSONObject(
            headers.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }.map { line in
                let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(sides[0]).trimmingBlanks
                return .init(name, sides.count > 1 ? .string(String(sides[1]).trimmingBlanks) : .null)
            })
    }

    private static func number(_ text: String) -> JSONValue {
        text.isEmpty ? .null : FormText.number(text)
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        milliseconds % 1000 == 0 ? "\(milliseconds / 1000)" : "\(Double(milliseconds) / 1000)"
    }
}
