/// A wall-clock moment in whole milliseconds since 1970-01-01T00:00:00Z, written as RFC 3339 in UTC.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since 1970, UTC.
    public let milliseconds: Int64

    /// Wraps a count of milliseconds since 1970, UTC.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Later than anything Herald schedules (year 9999).
    public static let distantFuture = Timestamp(milliseconds: 253_402_300_799_000)

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `duration` later.
    public func advanced(by duration: Duration) -> Timestamp {
        Timestamp(milliseconds: milliseconds &+ duration.wholeMilliseconds)
    }

    /// The moment `milliseconds` later.
    public func advanced(byMilliseconds amount: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds &+ amount)
    }

    /// RFC 3339 with exactly three fractional digits and `Z`, such as `2026-01-02T03:04:05.678Z`.
    public var description: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the RFC 3339 form as ASCII.
    public func append(to bytes: inout [UInt8]) {
        let days = milliseconds.flooredQuotient(86_400_000)
        var rest = milliseconds - days * 86_400_000
        let date = CivilDate(daysSince1970: days)
        bytes.appendPadded(date.year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendPadded(date.month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendPadded(date.day, width: 2)
        bytes.append(UInt8(ascii: "T"))
        bytes.appendPadded(rest / 3_600_000, width: 2)
        rest %= 3_600_000
        bytes.append(UInt8(ascii: ":"))
        bytes.appendPadded(rest / 60_000, width: 2)
        rest %= 60_000
        bytes.append(UInt8(ascii: ":"))
        bytes.appendPadded(rest / 1000, width: 2)
        bytes.append(UInt8(ascii: "."))
        bytes.appendPadded(rest % 1000, width: 3)
        bytes.append(UInt8(ascii: "Z"))
    }
}

extension Duration {
    /// Whole milliseconds, cut towards zero.
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension [UInt8] {
    fileprivate mutating func appendPadded(_ value: Int64, width: Int) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: (value / divisor) % 10))
            divisor /= 10
        }
    }
}
