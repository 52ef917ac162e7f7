/// Proof of one lease of one event. Every lease has a nonce of its own, so the token of one that ended says nothing about
/// the next.
public struct LeaseToken: Hashable, Sendable, CustomStringConvertible {
    public let eventID: EventID
    /// 63 random bits.
    public let nonce: Int64

    private static let prefix = "lse"

    /// Names a lease.
    public init(eventID: EventID, nonce: Int64) {
        self.eventID = eventID
        self.nonce = nonce
    }

    /// Reads the text form; nil when it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let eventID = EventID(parts[0]), let nonce = Base32.decode(parts[1], after: Self.prefix)
        else { return nil }
        self.init(eventID: eventID, nonce: nonce)
    }

    /// The token of a lease that begins now.
    public static func make(for event: EventID) -> LeaseToken {
        LeaseToken(eventID: event, nonce: Int64.random(in: 0...Int64.max))
    }

    /// The text form: the event's id and the nonce.
    public var description: String { "\(eventID).\(Base32.encode(nonce, prefix: Self.prefix))" }
}
