import HeraldJSON

extension OperationalType {
    /// An alert rule began to fire.
    public static let alertFiring = OperationalType(
        name: "herald.alert.firing", summary: "An alert rule fires: its condition has held for as long as it asks.",
        schema: schema([], required: ["value", "firingSince"]),
        sample: sample([.init("value", 1840), .init("firingSince", "2026-01-15T09:30:00.000Z")]),
        orderingPointer: "/alert/id")

    /// An alert rule ceased to fire.
    public static let alertResolved = OperationalType(
        name: "herald.alert.resolved",
        summary: "An alert rule that fired does not any more: its condition ended, or the rule is off or gone.",
        schema: schema(
            [
                .init("resolvedAt", ["type": "string", "format": "date-time"]),
                .init(
                    "reason",
                    [
                        "enum": ["recovered", "disabled", "deleted", "subjectDeleted"],
                        "description":
                            "The condition ended, the rule was switched off or deleted, or what it was about was.",
                    ]),
            ], required: ["value", "firingSince", "resolvedAt", "reason"]),
        sample: sample([
            .init("value", 12), .init("firingSince", "2026-01-15T09:30:00.000Z"),
            .init("resolvedAt", "2026-01-15T09:34:10.000Z"), .init("reason", "recovered"),
        ]),
        orderingPointer: "/alert/id")

    private static let alert: JSONValue = [
        "type": "object",
        "properties": [
            "id": ["type": "string"],
            "name": ["type": "string"],
            "metric": ["enum": ["successRate", "lag", "silence"]],
            "subject": [
                "type": ["object", "null"],
                "description": "One of 'webhook', 'source' and 'consumer'; null for the network.",
                "properties": [
                    "webhook": ["type": "string"], "source": ["type": "string"], "consumer": ["type": "string"],
                ],
            ],
            "threshold": ["type": "number"],
            "window": ["type": "string", "description": "How far back a success rate looks."],
            "minimum": [
                "type": "integer", "description": "The fewest deliveries or requests a success rate is judged by.",
            ],
            "forSeconds": ["type": "integer"],
        ],
        "required": ["id", "name", "metric", "subject", "threshold", "forSeconds"],
    ]

    private static func schema(_ members: [JSONObject.Member], required: [JSONValue]) -> JSONValue {
        let properties = JSONObject(
            [
                .init("alert", alert),
                .init(
                    "value",
                    [
                        "type": ["number", "null"],
                        "description": "What was measured, in the threshold's unit; null when nothing was.",
                    ]),
                .init("firingSince", ["type": "string", "format": "date-time"]),
            ] + members)
        return [
            "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
            "properties": .object(properties), "required": .array(["alert"] + required),
        ]
    }

    private static func sample(_ members: [JSONObject.Member]) -> JSONValue {
        let alert: JSONValue = [
            "id": "alr_0b5c2jw00006r", "name": "Search index falls behind", "metric": "lag",
            "subject": ["webhook": "whk_0b5c2jw00001p"], "threshold": 1000, "forSeconds": 60,
        ]
        return .object(JSONObject([.init("alert", alert)] + members))
    }
}
