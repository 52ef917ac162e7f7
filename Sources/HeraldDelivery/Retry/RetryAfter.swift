import HeraldModel

/// Reads `Retry-After` (RFC 9110 §10.2.3): seconds, or an HTTP date in its preferred form.
enum RetryAfter {
    /// The pause the header lines of an answer ask for, in milliseconds; nil when they ask for none that makes sense.
    /// Of several the first that does counts.
    static func milliseconds(inHead head: [UInt8], now: Timestamp) -> Int64? {
        for line in head.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                line[..<colon].lazy.map({ $0 | 0x20 }).elementsEqual("retry-after".utf8.map { $0 | 0x20 })
            else { continue }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            if let pause = milliseconds(value.trimmingBlanks, now: now) { return pause }
        }
        return nil
    }

    /// The pause `value` asks for. Seconds may have a fraction, as some servers send it.
    static func milliseconds(_ value: some StringProtocol, now: Timestamp) -> Int64? {
        if let first = value.utf8.first, (0x30...0x39).contains(first) {
            guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }),
                let seconds = Double(value)
            else { return nil }
            return Int64(min(seconds, 1e9) * 1000)
        }
        guard let date = date(value) else { return nil }
        return max(0, date.milliseconds - now.milliseconds)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func date(_ value: some StringProtocol) -> Timestamp? {
        let parts = value.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[0].hasSuffix(","),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return Timestamp("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension String {
    fileprivate var trimmingBlanks: Substring {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
