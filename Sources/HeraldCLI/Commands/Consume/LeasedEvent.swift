import HeraldJSON

/// An event as a lease hands it out.
struct LeasedEvent: Sendable {
    let token: String
    let attempt: Int
    let id: String
    let type: String
    /// The event without its lease, on one line.
    let text: String

    init?(_ value: JSONValue) {
        guard var object = value.object, let token = object["leaseToken"]?.string else { return nil }
        self.token = token
        attempt = object["attempt"]?.integer.map(Int.init) ?? 1
        id = object["id"]?.string ?? ""
        type = object["type"]?.string ?? ""
        object["leaseToken"] = nil
        object["leaseExpiresAt"] = nil
        text = JSONValue.object(object).encodedString
    }

    /// How long a failed event waits: from a second, doubled with each attempt, to five minutes.
    var delayMilliseconds: Int { min(300_000, 1000 << min(attempt - 1, 9)) }
}
