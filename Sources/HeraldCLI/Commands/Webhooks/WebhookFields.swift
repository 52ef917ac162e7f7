import ArgumentParser
import HeraldJSON
import HeraldModel

/// The settings of a webhook that can be given when it is made and when it is changed.
struct WebhookFields: ParsableArguments {
    @Option(
        help: ArgumentHelp("Event types, separated by commas, such as 'message.*,v3.post.*'.", valueName: "patterns")
    )
    var events: String?
    @Option(help: "The wire format, when it differs from the network's.")
    var dialect: Dialect?
    @Option(help: "A note for people.")
    var description: String?
    @Option(help: "What the receiver may rely on about order.")
    var ordering: Ordering?
    @Option(help: ArgumentHelp("The limit for one attempt.", valueName: "ms"))
    var timeoutMs: Int64?
    @Option(
        help: ArgumentHelp(
            "durable, vendor, or pauses in milliseconds such as 1000,5000,30000.", valueName: "policy"
        )
    )
    var retry: String?
    @Option(
        name: .customLong("header"), parsing: .singleValue,
        help: ArgumentHelp("A header to send along; repeat as needed.", valueName: "name: value")
    )
    var headers: [String] = []
    @Option(help: ArgumentHelp("At most this many requests a second.", valueName: "n"))
    var rateLimit: Int?
    @Option(help: ArgumentHelp("At most this many requests at a time.", valueName: "n"))
    var maxConcurrency: Int?
    @Flag(
        name: .customLong("legacy-signature"), inversion: .prefixedNo,
        help: "Send the second request with the dialect's legacy signature."
    )
    var legacySignature: Bool?
    @Option(help: ArgumentHelp("A condition on the payload.", valueName: "json"))
    var filter: String?
    @OptionGroup var tls: TLSOptions

    /// The given settings as the API names them.
    func body() throws(CommandFailure) -> JSONObject {
        var body = JSONObject()
        body["events"] = events.map { .array(Self.split($0).map(JSONValue.string)) }
        body["dialect"] = dialect.map { .string($0.rawValue) }
        body["description"] = description.map(JSONValue.string)
        body["ordering"] = ordering.map { .string($0.rawValue) }
        body["timeoutMs"] = timeoutMs.map { .number(JSONNumber($0)) }
        body["retry"] = try retry.map(Self.retryPolicy)
        body["rateLimitPerSecond"] = rateLimit.map { .number(JSONNumber($0)) }
        body["maxConcurrency"] = maxConcurrency.map { .number(JSONNumber($0)) }
        body["legacySignature"] = legacySignature.map(JSONValue.bool)
        body["tls"] = try tls.value()
        if !headers.isEmpty {
            var object = JSONObject()
            for header in headers {
                let (name, value) = try HeaderText.parse(header)
                object[name] = .string(value)
            }
            body["headers"] = .object(object)
        }
        if let filter {
            do {
                body["filter"] = try JSONValue(parsing: filter)
            } catch {
                throw CommandFailure("--filter is not JSON: \(error)", status: .usage)
            }
        }
        return body
    }

    /// The parts between commas, without blanks.
    static func split(_ text: String) -> [String] {
        text.split(separator: ",").map { part in
            var part = part.drop { $0 == " " }
            while part.last == " " { part.removeLast() }
            return String(part)
        }.filter { !$0.isEmpty }
    }

    /// Reads a policy by name or a list of pauses.
    static func retryPolicy(_ text: String) throws(CommandFailure) -> JSONValue {
        if text == "durable" || text == "vendor" { return ["policy": .string(text)] }
        let parts = split(text)
        let delays = parts.compactMap { Int64($0) }
        guard !delays.isEmpty, delays.count == parts.count, delays.allSatisfy({ $0 >= 0 }) else {
            throw CommandFailure(
                "--retry takes durable, vendor, or pauses in milliseconds such as 1000,5000.", status: .usage
            )
        }
        return ["policy": "schedule", "delaysMs": .array(delays.map { .number(JSONNumber($0)) })]
    }
}
