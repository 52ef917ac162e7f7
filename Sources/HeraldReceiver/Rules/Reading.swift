internal import HeraldJSON

/// What one provider's envelope says of an event.
struct Reading {
    var type: String
    var data: JSONValue
    /// What repeats of the event have in common; nil when only the body's bytes tell.
    var id: String?
    /// Milliseconds since 1970.
    var occurredAt: Int64?
    var attempt: Int?
    var channel: String?
    var requestInfo: RequestInfo?
}
