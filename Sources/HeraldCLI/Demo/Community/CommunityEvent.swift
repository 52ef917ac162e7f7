import HeraldJSON

/// Something that happened in the simulated community.
struct CommunityEvent: Hashable, Sendable {
    /// The app's own id, which makes publishing it twice harmless.
    var id: String
    var type: String
    /// The payload.
    var data: JSONValue

    /// The event as it is published.
    var document: JSONValue { ["id": .string(id), "type": .string(type), "data": data] }
}
