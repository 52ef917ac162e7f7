import HeraldModel

/// Reads the `Date` header.
enum HTTPDate {
    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything else.
    static func seconds(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let number = String(month + 1)
        let stamp = "\(parts[3])-\(number.count == 1 ? "0" + number : number)-\(parts[1])T\(parts[4])Z"
        return Timestamp(stamp).map { $0.milliseconds / 1000 }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
