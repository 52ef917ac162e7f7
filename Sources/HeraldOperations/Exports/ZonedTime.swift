import Foundation
import HeraldModel

/// Writes moments in a time zone: RFC 3339 with the zone's offset.
struct ZonedTime {
    private let zone: TimeZone

    /// Finds a zone by its name in the IANA data base; nil when there is none.
    init?(_ name: String) {
        guard (1...64).contains(name.utf8.count), let zone = TimeZone(identifier: name) else { return nil }
        self.zone = zone
    }

    /// Such as `2026-01-02T04:04:05.678+01:00`.
    func text(_ time: Timestamp) -> String {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        let offset = zone.secondsFromGMT(for: date)
        let local = time.advanced(byMilliseconds: Int64(offset) * 1000).description.dropLast()
        let minutes = abs(offset) / 60
        return "\(local)\(offset < 0 ? "-" : "+")\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
