import HeraldModel

/// Numbers for people.
enum Figure {
    /// A count with thin groups: `12,345`.
    static func count(_ value: some BinaryInteger) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.utf8.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return value < 0 ? "−" + text : text
    }

    /// A share of one as percent, never rounded up to a perfect 100.
    static func percent(_ share: Double?) -> String {
        guard let share else { return "–" }
        let tenths = Int((share * 1000).rounded(.down))
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }

    /// A duration in the unit that fits.
    static func duration(microseconds: Int64?) -> String {
        guard let microseconds else { return "–" }
        switch microseconds {
        case ..<10_000: return tenths(microseconds / 100) + " ms"
        case ..<1_000_000: return "\(microseconds / 1000) ms"
        default: return tenths(microseconds / 100_000) + " s"
        }
    }

    /// How long ago something was, in the largest unit that fits.
    static func age(from start: Timestamp, to end: Timestamp) -> String {
        let seconds = max(0, end.milliseconds - start.milliseconds) / 1000
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3600) h"
        default: return "\(count(seconds / 86_400)) days"
        }
    }

    /// A size in the unit that fits.
    static func bytes(_ count: Int) -> String {
        switch count {
        case ..<1000: "\(count) B"
        case ..<1_000_000: tenths(Int64(count / 100)) + " kB"
        default: tenths(Int64(count / 100_000)) + " MB"
        }
    }

    private static func tenths(_ value: Int64) -> String { "\(value / 10).\(value % 10)" }
}
