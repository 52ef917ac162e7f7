/// A named place in a network's log from which programs take events at their own pace: leased, then acknowledged.
public struct Consumer: Hashable, Sendable {
    public let networkID: NetworkID
    /// Unique within the network; see ``isName(_:)``.
    public let name: String
    /// The event filter; an event is wanted when one pattern matches.
    public var events: [EventPattern]
    /// A condition on the payload that must hold as well.
    public var filter: PayloadFilter?
    public var ordering: Ordering
    /// After so many leases without an acknowledgement an event becomes a dead letter.
    public var maxAttempts: Int
    /// How long a lease lasts unless the call says otherwise.
    public var leaseMilliseconds: Int64
    /// At most this many events are handed out and not acknowledged.
    public var maxOutstanding: Int
    /// How long after its last lease the log keeps what the consumer has not looked at.
    public var holdMilliseconds: Int64
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// What the order of leases says.
    public enum Ordering: String, Hashable, Sendable, CaseIterable, Codable {
        /// The log's order, as far as nothing comes back.
        case none
        /// While an event of an ordering key is handed out and not acknowledged, later ones of that key wait.
        case key
    }

    /// Names a consumer.
    public struct Key: Hashable, Sendable {
        public var networkID: NetworkID
        public var name: String

        /// Names the consumer `name` of a network.
        public init(networkID: NetworkID, name: String) {
            self.networkID = networkID
            self.name = name
        }
    }

    /// How long the log is held unless the consumer says otherwise: a week.
    public static let usualHoldMilliseconds: Int64 = 7 * 86_400_000

    /// What leases may last, in milliseconds.
    public static let leases: ClosedRange<Int64> = 1000...3_600_000

    /// Describes a consumer.
    public init(
        networkID: NetworkID, name: String, createdAt: Timestamp, events: [EventPattern] = [.everything],
        filter: PayloadFilter? = nil, ordering: Ordering = .none, maxAttempts: Int = 10,
        leaseMilliseconds: Int64 = 30_000, maxOutstanding: Int = 10_000,
        holdMilliseconds: Int64 = Self.usualHoldMilliseconds,
        updatedAt: Timestamp? = nil
    ) {
        self.networkID = networkID
        self.name = name
        self.events = events
        self.filter = filter
        self.ordering = ordering
        self.maxAttempts = maxAttempts
        self.leaseMilliseconds = leaseMilliseconds
        self.maxOutstanding = maxOutstanding
        self.holdMilliseconds = holdMilliseconds
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    /// Names this consumer.
    public var key: Key { Key(networkID: networkID, name: name) }

    /// Whether the event filter's patterns want events of `type`. The payload filter is judged separately.
    public func wants(type: String) -> Bool { events.contains { $0.matches(type) } }

    /// Whether `text` may name a consumer: 1 to 64 letters, digits, `_`, `-` and `.`, and not dots alone.
    public static func isName(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.contains { $0 != UInt8(ascii: ".") }
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "_-.".utf8.contains(byte)
                }
            }
    }
}
