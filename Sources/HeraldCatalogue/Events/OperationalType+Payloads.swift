import HeraldJSON

extension OperationalType {
    /// A webhook's breaker opened.
    public static let webhookFailing = OperationalType(
        name: "herald.webhook.failing",
        summary: "A webhook's receiver fails: its deliveries wait, and one at a time probes whether it is back.",
        schema: schema(
            [
                .init("since", time), .init("consecutiveFailures", integer), .init("lastStatus", status),
                .init("lastError", error), .init("nextProbeAt", time), .init("backlog", backlog),
            ], required: ["since", "consecutiveFailures", "backlog"]),
        sample: sample([
            .init("since", "2026-01-15T09:30:00.000Z"), .init("consecutiveFailures", 10), .init("lastStatus", 503),
            .init("lastError", .null), .init("nextProbeAt", "2026-01-15T09:30:04.210Z"),
            .init("backlog", ["deliveries": 42, "isMore": false]),
        ]))

    /// The breaker closed.
    public static let webhookRecovered = OperationalType(
        name: "herald.webhook.recovered",
        summary: "A webhook that was announced as failing accepts deliveries again; those that waited go on.",
        schema: schema(
            [.init("since", time), .init("recoveredAt", time), .init("backlog", backlog)],
            required: ["since", "recoveredAt", "backlog"]),
        sample: sample([
            .init("since", "2026-01-15T09:30:00.000Z"), .init("recoveredAt", "2026-01-15T09:31:07.480Z"),
            .init("backlog", ["deliveries": 230, "isMore": false]),
        ]))

    /// A receiver said it is gone, and its webhook was paused.
    public static let webhookDisabled = OperationalType(
        name: "herald.webhook.disabled",
        summary: "A receiver answered 410 Gone: the webhook is paused and its deliveries wait until it is resumed.",
        schema: schema(
            [.init("disabledAt", time), .init("lastStatus", status), .init("backlog", backlog)],
            required: ["disabledAt", "lastStatus", "backlog"]),
        sample: sample([
            .init("disabledAt", "2026-01-15T09:30:00.000Z"), .init("lastStatus", 410),
            .init("backlog", ["deliveries": 3, "isMore": false]),
        ]))

    /// A delivery was given up.
    public static let deliveryExhausted = OperationalType(
        name: "herald.delivery.exhausted",
        summary: "A delivery was given up after its last attempt. A replay can send it again.",
        schema: schema(
            [
                .init("deliveryId", ["type": "string"]), .init("eventId", ["type": "string"]),
                .init("eventType", ["type": "string"]), .init("attempts", integer), .init("lastStatus", status),
                .init("lastError", error),
            ], required: ["deliveryId", "eventId", "eventType", "attempts"]),
        sample: sample([
            .init("deliveryId", "dlv_0b5c2jw0000cp"), .init("eventId", "evt_0b5c2jw00004j"),
            .init("eventType", "channel.didCreate"), .init("attempts", 5), .init("lastStatus", .null),
            .init("lastError", "timeout"),
        ]))

    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let integer: JSONValue = ["type": "integer"]
    private static let status: JSONValue = [
        "type": ["integer", "null"], "description": "The HTTP status of the last failure that got an answer.",
    ]
    private static let error: JSONValue = [
        "type": ["string", "null"], "description": "The error code of the last failure without an answer.",
    ]
    private static let backlog: JSONValue = [
        "type": "object",
        "properties": [
            "deliveries": integer, "isMore": ["type": "boolean", "description": "The store holds more of them."],
        ],
        "required": ["deliveries", "isMore"],
    ]
    private static let webhook: JSONValue = [
        "type": "object",
        "properties": [
            "id": ["type": "string"],
            "url": ["type": ["string", "null"], "description": "Without its query."],
            "description": ["type": "string"],
        ],
        "required": ["id"],
    ]

    private static func schema(_ members: [JSONObject.Member], required: [JSONValue]) -> JSONValue {
        var properties = JSONObject([.init("webhook", webhook)] + members)
        properties["omitted"] = [
            "type": "integer", "description": "How many notices were left out before this one because too many came.",
        ]
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
            "properties": .object(properties), "required": .array(["webhook"] + required + ["omitted"]),
        ]
    }

    private static func sample(_ members: [JSONObject.Member]) -> JSONValue {
        let webhook: JSONValue = [
            "id": "whk_0b5c2jw00001p", "url": "https://receiver.example/hook", "description": "Search index",
        ]
        return .object(JSONObject([.init("webhook", webhook)] + members + [.init("omitted", 0)]))
    }
}
