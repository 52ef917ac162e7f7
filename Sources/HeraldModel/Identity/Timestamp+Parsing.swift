extension Timestamp {
    /// Reads RFC 3339: any number of fractional digits (cut to milliseconds), `Z` or a numeric offset.
    /// Nil when a part is missing or out of range.
    public init?(_ text: some StringProtocol) {
        var reader = DigitReader(bytes: Array(text.utf8))
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), reader.takeAny("Tt "), let hour = reader.digits(2), reader.take(":"),
            let minute = reader.digits(2), reader.take(":"), let second = reader.digits(2)
        else { return nil }
        guard (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, year: year), hour < 24,
            minute < 60, second <= 60
        else { return nil }
        var fraction: Int64 = 0
        if reader.take(".") {
            guard let read = reader.fractionInMilliseconds() else { return nil }
            fraction = read
        }
        var offset: Int64 = 0
        if !reader.takeAny("Zz") {
            let sign: Int64
            if reader.take("+") { sign = 1 } else if reader.take("-") { sign = -1 } else { return nil }
            guard let hours = reader.digits(2), reader.take(":"), let minutes = reader.digits(2), hours < 24,
                minutes < 60
            else { return nil }
            offset = sign * (hours * 60 + minutes) * 60_000
        }
        guard reader.isAtEnd else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: seconds * 1000 + fraction - offset)
    }
}

/// Reads fixed-width decimal fields.
private struct DigitReader {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func digits(_ count: Int) -> Int64? {
        guard at + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[at..<at + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        at += count
        return value
    }

    mutating func fractionInMilliseconds() -> Int64? {
        var value: Int64 = 0
        var scale: Int64 = 100
        let start = at
        while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
            value += Int64(bytes[at] - 0x30) * scale
            scale /= 10
            at += 1
        }
        return at > start ? value : nil
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
        at += 1
        return true
    }

    mutating func takeAny(_ scalars: String) -> Bool {
        for scalar in scalars.unicodeScalars where take(scalar) { return true }
        return false
    }
}
