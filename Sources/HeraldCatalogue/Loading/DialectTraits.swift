import HeraldModel

/// What a catalogue file leaves to its reader, per dialect.
struct DialectTraits: Sendable {
    let dialect: Dialect
    /// The vendor's name in sentences.
    let vendor: String
    /// The key of the wire body that carries the event's name.
    let typeKey: String
    /// What orders events, by the name of the object that says it.
    let anchors: [String: [OrderingAnchor]]
    /// Where payloads of every type may hold what orders them, for dialects without anchors.
    let places: [OrderingPlace]

    /// Whether `byte` may stand in a type name besides letters and digits.
    static func allowsPunctuation(_ byte: UInt8, in dialect: Dialect) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"): true
        case UInt8(ascii: ":"): dialect == .sendbird
        default: false
        }
    }
}
