import HeraldModel

/// When things happened on a connection, in nanoseconds of the loop's clock.
struct ConnectionTimes {
    /// How long its name took to resolve; nil for an address.
    var resolving: UInt64?
    /// How long connecting took; nil until it is done.
    var connecting: UInt64?
    /// How long the TLS handshake took; nil without TLS.
    var handshake: UInt64?
    /// When the connection was there, TLS aside.
    var connectedAt: UInt64 = 0
    /// When the request under way was written.
    var sentAt: UInt64 = 0
    /// When the first byte of its answer came, if the answer was not complete with it.
    var firstByteAt: UInt64?

    /// A request is about to be written.
    mutating func began(at now: UInt64) {
        sentAt = now
        firstByteAt = nil
    }

    /// What the time of the request under way went to.
    /// - Parameter answeredAt: when its answer was complete; nil if it is not.
    func timing(isReused: Bool, answeredAt: UInt64?) -> AttemptTiming {
        var timing = AttemptTiming(isReused: isReused)
        if !isReused {
            timing.resolveMicroseconds = resolving.map(Self.microseconds)
            timing.connectMicroseconds = connecting.map(Self.microseconds)
            timing.tlsMicroseconds = handshake.map(Self.microseconds)
        }
        if let first = firstByteAt ?? answeredAt {
            timing.firstByteMicroseconds = Self.microseconds(first - min(first, sentAt))
        }
        return timing
    }

    private static func microseconds(_ nanoseconds: UInt64) -> Int64 { Int64(clamping: nanoseconds / 1000) }
}
