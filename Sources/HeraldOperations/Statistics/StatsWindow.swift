public import HeraldModel

/// The span a statistic covers, and how it is divided.
public struct StatsWindow: Hashable, Sendable, CustomStringConvertible {
    /// The window as it was asked for, such as `1h`.
    public let description: String
    /// Its length in minutes.
    public let minutes: Int64

    /// Reads a number with `m`, `h` or `d`: from `1m` to `30d`.
    public init?(_ text: String) {
        guard text.utf8.count <= 8, let unit = text.last, let number = Int64(text.dropLast()), number > 0 else {
            return nil
        }
        switch unit {
        case "m": minutes = number
        case "h": minutes = number * 60
        case "d": minutes = number * 1440
        default: return nil
        }
        guard minutes <= 30 * 1440, text.first?.isNumber == true else { return nil }
        description = text
    }

    /// Minutes per bucket: the smallest convenient size that makes at most 120 buckets.
    public var bucketMinutes: Int64 {
        [1, 2, 5, 10, 15, 30, 60, 120, 180].first { minutes / $0 + 1 <= 120 } ?? 360
    }

    /// The first minutes of the buckets, oldest first. The last bucket holds `now`, so it is still growing; the first
    /// one may reach a little further back than the window.
    public func bucketStarts(now: Timestamp) -> [Int64] {
        let size = bucketMinutes
        let current = now.milliseconds / 60_000
        let last = current - current % size
        let count = max(1, minutes / size)
        return (0..<min(count + 1, 120)).map { last - (min(count + 1, 120) - 1 - $0) * size }
    }
}
