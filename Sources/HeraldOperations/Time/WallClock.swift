import FoundationEssentials
public import HeraldModel

/// Reads the wall clock. A value, so that tests can say what time it is.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that answers with `read`.
    public init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

    /// The machine's clock.
    public static let system = WallClock {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// The present moment.
    public var now: Timestamp { read() }
}
