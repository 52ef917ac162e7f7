/// How a dialect's wire body holds an event: which keys surround the payload, and which of them names the type.
struct Envelope: Hashable, Sendable {
    /// The keys around the payload, in order.
    ///
    /// One called `data` holds it; without one the payload stands flat.
    let fields: [FieldShape]
    /// The key that carries the event's name; nil when the body never names the type.
    let typeKey: String?

    /// Whether the payload is wrapped in `data`.
    var wrapsPayload: Bool { fields.contains { $0.name == Self.dataKey } }

    static let dataKey = "data"
}
