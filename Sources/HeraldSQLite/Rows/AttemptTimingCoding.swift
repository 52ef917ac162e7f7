import HeraldModel

/// How an attempt's phases are kept: in as few bytes as the usual attempt allows.
///
/// Most attempts use a connection again. They have one time, which is kept as a number: 0 for none, else one more than
/// the microseconds to the first byte. A new connection's four times are a blob of such numbers, seven bits a byte, the
/// low ones first, the high bit set on all but the last.
enum AttemptTimingCoding {
    static func bind(_ timing: AttemptTiming?, to statement: SQLStatement, at index: Int32) {
        guard let timing, !timing.isReused else {
            return statement.bind(timing.map { $0.firstByteMicroseconds.map { $0 + 1 } ?? 0 }, at: index)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for time in [
            timing.resolveMicroseconds, timing.connectMicroseconds, timing.tlsMicroseconds,
            timing.firstByteMicroseconds,
        ] {
            var rest = UInt64(time.map { $0 + 1 } ?? 0)
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        statement.bind(bytes, at: index)
    }

    static func timing(_ row: SQLStatement, _ column: Int32) -> AttemptTiming? {
        guard !row.isNull(column) else { return nil }
        guard row.isBlob(column) else {
            var timing = AttemptTiming(isReused: true)
            let time = row.integer(column)
            timing.firstByteMicroseconds = time > 0 ? time - 1 : nil
            return timing
        }
        var times: [Int64?] = []
        var (value, shift): (Int64, Int64) = (0, 0)
        for byte in row.bytes(column) {
            value |= Int64(byte & 0x7F) << shift
            shift += 7
            guard byte < 0x80 else { continue }
            times.append(value > 0 ? value - 1 : nil)
            (value, shift) = (0, 0)
        }
        guard times.count == 4 else { return nil }
        var timing = AttemptTiming(isReused: false)
        timing.resolveMicroseconds = times[0]
        timing.connectMicroseconds = times[1]
        timing.tlsMicroseconds = times[2]
        timing.firstByteMicroseconds = times[3]
        return timing
    }
}
