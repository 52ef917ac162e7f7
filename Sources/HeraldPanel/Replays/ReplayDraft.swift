import HeraldJSON
import HeraldModel

/// An order to replay as a form holds it: text, right or wrong.
struct ReplayDraft {
    var webhook = ""
    var since = ""
    var until = ""
    var types = ""
    var status = Replay.Status.failed.rawValue
    var rate = ""

    /// Reads a form, or the query of a link that fills one in.
    init(_ fields: FormText) {
        webhook = fields.text("webhook") ?? ""
        since = fields.text("since") ?? ""
        until = fields.text("until") ?? ""
        types = fields.text("types") ?? ""
        status = fields.text("status") ?? status
        rate = fields.text("rate") ?? ""
    }

    /// The body that the API's clients would send. Text that is no time or number goes along, for the use case to
    /// refuse.
    func body(isDryRun: Bool) -> JSONValue {
        var body = JSONObject([.init("status", .string(status)), .init("dryRun", .bool(isDryRun))])
        if !webhook.isEmpty { body["webhook"] = .string(webhook) }
        if !since.isEmpty { body["since"] = Self.time(since) }
        if !until.isEmpty { body["until"] = Self.time(until) }
        let patterns = types.split { $0 == "," || $0.isWhitespace }
        if !patterns.isEmpty { body["types"] = .array(patterns.map { .string(String($0)) }) }
        if !rate.isEmpty { body["ratePerSecond"] = FormText.number(rate) }
        return .object(body)
    }

    /// A moment as a browser's field for date and time holds it, in UTC.
    static func field(_ time: Timestamp) -> String { String(time.description.prefix(16)) }

    private static func time(_ text: String) -> JSONValue {
        .string((try? ListFilter.time(text, "time"))?.description ?? text)
    }
}
