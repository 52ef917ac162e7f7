extension Timestamp {
    /// The form of HTTP's `Date` (RFC 9110, 5.6.7), such as `Fri, 02 Jan 2026 03:04:05 GMT`.
    public var httpDate: String {
        let days = milliseconds.flooredQuotient(86_400_000)
        let second = (milliseconds - days * 86_400_000) / 1000
        let date = CivilDate(daysSince1970: days)
        // 1970 began on a Thursday.
        let weekday = Self.weekdays[Int((days % 7 + 11) % 7)]
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(weekday), \(two(date.day)) \(Self.months[Int(date.month) - 1]) \(date.year) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
