/// A 63-bit, time-ordered key and its public text form.
///
/// Layout from the high end: 41 bits of milliseconds since 2024-01-01T00:00:00Z, 10 bits of node, 12 bits of sequence.
/// The text form is the kind's prefix, an underscore and thirteen lower-case Crockford base-32 digits, so text sorts
/// the way the numbers (and the times) do.
public protocol Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The three letters in front of the underscore, such as `evt`.
    static var prefix: String { get }
    /// The key as stores keep it. Never negative.
    var rawValue: Int64 { get }
    /// Wraps a key that a store or an ``IdentifierGenerator`` made.
    init(rawValue: Int64)
}

extension Identifier {
    /// Reads the text form; nil when prefix, length or alphabet are wrong.
    public init?(_ text: some StringProtocol) {
        guard let value = Base32.decode(text, after: Self.prefix) else { return nil }
        self.init(rawValue: value)
    }

    /// The text form, such as `evt_0a1b2c3d4e5f6`.
    public var description: String { Base32.encode(rawValue, prefix: Self.prefix) }

    /// The moment the identifier was made, to the millisecond.
    public var timestamp: Timestamp { Timestamp(milliseconds: (rawValue >> 22) &+ IdentifierGenerator.epoch) }

    /// The smallest identifier that can have been made at `time`: a bound for range queries.
    public init(firstAt time: Timestamp) {
        self.init(rawValue: max(0, time.milliseconds &- IdentifierGenerator.epoch) << 22)
    }

    /// Orders by key, which is by time.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Identifies a network (`net_…`).
public struct NetworkID: Identifier {
    public static let prefix = "net"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies a webhook (`whk_…`).
public struct WebhookID: Identifier {
    public static let prefix = "whk"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies an event (`evt_…`).
public struct EventID: Identifier {
    public static let prefix = "evt"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies a delivery (`dlv_…`).
public struct DeliveryID: Identifier {
    public static let prefix = "dlv"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies a replay (`rpl_…`).
public struct ReplayID: Identifier {
    public static let prefix = "rpl"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies a source (`src_…`).
public struct SourceID: Identifier {
    public static let prefix = "src"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Identifies an API key (`key_…`). It is a name, not the secret.
public struct KeyID: Identifier {
    public static let prefix = "key"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
