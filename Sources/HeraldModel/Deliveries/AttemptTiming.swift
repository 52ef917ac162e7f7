/// What the time of an attempt went to. Times are in microseconds.
///
/// A connection's opening counts for the first request it carries, also where it began before the request did.
public struct AttemptTiming: Hashable, Sendable {
    private var times = SIMD4<UInt32>(repeating: .max)
    /// Whether the connection had brought an answer before. Then nothing was resolved or opened.
    public var isReused: Bool

    /// Times of which nothing is known yet.
    public init(isReused: Bool) { self.isReused = isReused }

    /// From asking for the name's addresses to having them; nil for an address, or when the connection was reused.
    public var resolveMicroseconds: Int64? {
        get { self[0] }
        set { self[0] = newValue }
    }

    /// Opening the TCP connection, with all addresses that did not answer, and a proxy's part.
    public var connectMicroseconds: Int64? {
        get { self[1] }
        set { self[1] = newValue }
    }

    /// The TLS handshake.
    public var tlsMicroseconds: Int64? {
        get { self[2] }
        set { self[2] = newValue }
    }

    /// From the request being written to the first byte of its answer; nil when none came.
    public var firstByteMicroseconds: Int64? {
        get { self[3] }
        set { self[3] = newValue }
    }

    private subscript(index: Int) -> Int64? {
        get { times[index] == .max ? nil : Int64(times[index]) }
        set { times[index] = newValue.map { UInt32(clamping: min(max(0, $0), Int64(UInt32.max - 1))) } ?? .max }
    }
}
