public import HeraldJSON

/// An event type of Herald's own, in every dialect: what happens to a network's webhooks, and
/// what its alert rules tell.
///
/// Webhooks get these when they subscribe to `herald.*` or to the name; `*` does not cover them. Nobody can publish
/// them.
public struct OperationalType: Hashable, Sendable {
    /// The name subscriptions use.
    public let name: String
    /// When it is published, in a sentence.
    public let summary: String
    /// JSON Schema of the payload.
    public let schema: JSONValue
    /// A payload.
    public let sample: JSONValue

    /// Where the payload says what must stay in order.
    var orderingPointer = "/webhook/id"

    /// All of them.
    public static let all = [
        webhookFailing, webhookRecovered, webhookDisabled, deliveryExhausted, alertFiring, alertResolved,
    ]

    /// The type of this name.
    public static func named(_ name: String) -> OperationalType? { all.first { $0.name == name } }

    /// The entry of a catalogue listing, in the form of ``EventType/summaryJSON``.
    public var summaryJSON: JSONValue { .object(summaryObject) }

    /// The summary with the payload's schema and a sample.
    public var detailJSON: JSONValue {
        var object = summaryObject
        object["note"] = "Schema and sample are the payload's; the network's dialect wraps it like any other."
        object["schema"] = schema
        object["sample"] = sample
        object["orderingPointers"] = .array([.string(orderingPointer)])
        return .object(object)
    }

    private var summaryObject: JSONObject {
        JSONObject([
            .init("type", .string(name)), .init("group", "herald"), .init("summary", .string(summary)),
            .init("status", "current"), .init("evidence", "documented"), .init("push", false), .init("optIn", true),
        ])
    }
}
