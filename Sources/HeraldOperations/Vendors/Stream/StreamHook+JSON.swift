import HeraldJSON
import HeraldModel

extension StreamHook {
    /// The hook as it is kept.
    var stored: JSONValue {
        var object = JSONObject([
            .init("id", .string(id)), .init("kind", .string(kind.rawValue)), .init("enabled", .bool(isEnabled)),
            .init("events", .array(eventTypes.map(JSONValue.string))), .init("product", .string(product.rawValue)),
            .init("url", .string(url)),
            .init(
                "queue",
                .object(JSONObject(queue.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) }))),
            .init("createdAt", .string(createdAt.description)), .init("updatedAt", .string(updatedAt.description)),
        ])
        object["timeoutMs"] = timeoutMilliseconds.map { .number(.init($0)) }
        object["callback"] = callback
        object["webhookId"] = webhookID.map { .string($0.description) }
        return .object(object)
    }

    /// Reads what ``stored`` wrote; nil when it is something else.
    init?(stored json: JSONValue) {
        guard let id = json["id"]?.string, let kind = json["kind"]?.string.flatMap(Kind.init),
            let created = json["createdAt"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(
            id: id, kind: kind, isEnabled: json["enabled"]?.bool ?? true,
            eventTypes: json["events"]?.array?.compactMap(\.string) ?? [],
            product: json["product"]?.string.flatMap(Product.init) ?? .all, url: json["url"]?.string ?? "",
            queue: Dictionary(
                (json["queue"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") },
                uniquingKeysWith: { $1 }),
            timeoutMilliseconds: json["timeoutMs"]?.integer, callback: json["callback"], createdAt: created)
        updatedAt = json["updatedAt"]?.string.flatMap { Timestamp($0) } ?? created
        webhookID = json["webhookId"]?.string.flatMap { WebhookID($0) }
    }
}
