import HeraldJSON
import HeraldModel
import HeraldStore

/// How a webhook is kept: settings as JSON, secrets and header values as encrypted JSON.
struct WebhookRow {
    private static let table = "webhooks"
    static let columns = "id, network_id, settings, sealed, created_at, updated_at"

    let settings: String
    let sealed: [UInt8]

    init(_ webhook: Webhook, box: SecretBox) throws {
        settings = Self.settings(of: webhook).encodedString
        sealed = try box.seal(Self.secrets(of: webhook).encoded(), table: Self.table, id: webhook.id.rawValue)
    }

    private static func settings(of webhook: Webhook) -> JSONValue {
        var json = JSONObject()
        json["url"] = .string(webhook.url)
        json["events"] = .array(webhook.events.map { .string($0.description) })
        json["filter"] = webhook.filter.map(PayloadFilterCoding.encode)
        json["dialect"] = webhook.dialect.map { .string($0.rawValue) }
        json["description"] = .string(webhook.description)
        json["ordering"] = .string(webhook.ordering.rawValue)
        json["timeoutMs"] = webhook.timeoutMilliseconds.map { .number(JSONNumber($0)) }
        json["retry"] = .string(webhook.retry.name)
        if case .schedule(let delays) = webhook.retry {
            json["delaysMs"] = .array(delays.map { .number(JSONNumber($0)) })
        }
        json["headers"] = .array(webhook.headers.map { .string($0.name) })
        json["rateLimitPerSecond"] = webhook.rateLimitPerSecond.map { .number(JSONNumber($0)) }
        json["maxConcurrency"] = webhook.maxConcurrency.map { .number(JSONNumber($0)) }
        json["legacySignature"] = .bool(webhook.legacySignature)
        if webhook.resigns { json["resigns"] = true }
        json["tls"] = webhook.tls.map(WebhookTLSCoding.settings)
        if webhook.options.includeMembers { json["includeMembers"] = true }
        if webhook.options.includeUnreadCount { json["includeUnreadCount"] = true }
        if webhook.options.compression != .none {
            json["compression"] = .string(webhook.options.compression.rawValue)
        }
        json["isPaused"] = .bool(webhook.isPaused)
        json["isUnresolved"] = .bool(webhook.isUnresolved)
        return .object(json)
    }

    private static func secrets(of webhook: Webhook) -> JSONValue {
        var json = JSONObject([
            .init("secrets", SecretCoding.encode(webhook.secrets)),
            .init("headers", .array(webhook.headers.map { .string($0.value) })),
        ])
        json["clientKey"] = webhook.tls?.clientKey.map(JSONValue.string)
        return .object(json)
    }

    static func webhook(_ row: SQLStatement, box: SecretBox) throws -> Webhook {
        let id = WebhookID(rawValue: row.integer(0))
        let place = "webhook \(id)"
        let settings = try JSONValue(parsing: row.text(2))
        let sealed = try JSONValue(parsing: try box.open(row.bytes(3), table: table, id: id.rawValue))
        let headers = zip(settings["headers"]?.array ?? [], sealed["headers"]?.array ?? []).map { name, value in
            Webhook.Header(name: name.string ?? "", value: value.string ?? "")
        }
        return Webhook(
            id: id, networkID: NetworkID(rawValue: row.integer(1)), url: settings["url"]?.string ?? "",
            secrets: SecretCoding.decode(sealed["secrets"]),
            createdAt: Timestamp(milliseconds: row.integer(4)),
            events: events(in: settings),
            filter: try settings["filter"].map(PayloadFilterCoding.decode),
            dialect: try settings["dialect"]?.string.map { try Dialect(stored: $0, in: place) },
            description: settings["description"]?.string ?? "",
            ordering: try Ordering(stored: settings["ordering"]?.string ?? "none", in: place),
            timeoutMilliseconds: settings["timeoutMs"]?.integer, retry: try retry(settings, in: place),
            headers: headers, rateLimitPerSecond: settings["rateLimitPerSecond"]?.integer.map(Int.init),
            maxConcurrency: settings["maxConcurrency"]?.integer.map(Int.init),
            legacySignature: settings["legacySignature"]?.bool ?? false,
            resigns: settings["resigns"]?.bool ?? false,
            tls: settings["tls"].map { WebhookTLSCoding.tls($0, clientKey: sealed["clientKey"]?.string) },
            isPaused: settings["isPaused"]?.bool ?? false, isUnresolved: settings["isUnresolved"]?.bool ?? false,
            options: try options(settings, in: place),
            updatedAt: Timestamp(milliseconds: row.integer(5)))
    }

    /// The event filter within stored settings.
    static func events(inSettings text: String) throws -> [EventPattern] { events(in: try JSONValue(parsing: text)) }

    private static func events(in settings: JSONValue) -> [EventPattern] {
        (settings["events"]?.array ?? []).compactMap { $0.string.flatMap(EventPattern.init) }
    }

    private static func options(_ settings: JSONValue, in place: String) throws -> DialectOptions {
        DialectOptions(
            includeMembers: settings["includeMembers"]?.bool ?? false,
            includeUnreadCount: settings["includeUnreadCount"]?.bool ?? false,
            compression: try DialectOptions.Compression(
                stored: settings["compression"]?.string ?? "none", in: place))
    }

    private static func retry(_ settings: JSONValue, in place: String) throws -> RetryPolicy {
        switch settings["retry"]?.string {
        case "durable", nil: .durable
        case "vendor": .vendor
        case "schedule": .schedule((settings["delaysMs"]?.array ?? []).compactMap(\.integer))
        case let name?:
            throw StoreError.failed("\(place) holds the retry policy `\(name)`, which this version does not know")
        }
    }
}
