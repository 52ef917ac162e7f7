import Foundation
import HeraldModel

/// Reads moments as people write them: RFC 3339, a date, `now`, or how long ago.
enum Moment {
    /// The moment in RFC 3339.
    /// - Throws: ``CommandFailure`` when the text is none of the forms.
    static func read(_ text: String, option: String, now: Timestamp = .now) throws(CommandFailure) -> String {
        if text == "now" { return now.description }
        if let moment = Timestamp(text) ?? Timestamp(text + "T00:00:00Z") { return moment.description }
        if let seconds = seconds(text) { return now.advanced(byMilliseconds: -seconds * 1000).description }
        throw CommandFailure(
            "\(option) is not a time.", status: .usage,
            hint: "Write 2026-01-31T12:00:00Z, 2026-01-31, or how long ago: 90s, 15m, 2h, 7d."
        )
    }

    /// A length of time such as `90s`, `15m`, `2h` or `7d`, in seconds.
    static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()), number >= 0,
            number <= 1_000_000
        else { return nil }
        return number * unit
    }
}

extension Timestamp {
    /// The wall clock's reading.
    static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
