public import HeraldJSON

extension EventType {
    /// The entry of a catalogue listing.
    public var summaryJSON: JSONValue { .object(summaryObject) }

    /// The summary with schema, sample payload, sample wire body and ordering pointers.
    public var detailJSON: JSONValue {
        var object = summaryObject
        object["note"] = note.map(JSONValue.string)
        object["schema"] = schema
        object["sample"] = sample()
        object["wireBody"] = sampleBody()
        object["orderingPointers"] = .array(orderingPointers.map(JSONValue.string))
        return .object(object)
    }

    private var summaryObject: JSONObject {
        var object = JSONObject([
            .init("type", .string(name)),
            .init("group", .string(group)),
            .init("summary", .string(summary)),
            .init("status", .string(status.rawValue)),
        ])
        object["since"] = since.map(JSONValue.string)
        object["until"] = until.map(JSONValue.string)
        object["aliasOf"] = aliasOf.map(JSONValue.string)
        if !nearest.isEmpty { object["nearest"] = .array(nearest.map(JSONValue.string)) }
        object["notice"] = notice.map(JSONValue.string)
        object["evidence"] = .string(evidence)
        object["push"] = .bool(isPush)
        return object
    }
}
