/// What the status line and the header lines of an answer say about its framing and the connection.
struct ResponseHead {
    /// How the end of the body is found.
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case untilClose
        /// Lengths that differ.
        case contradiction
    }

    private enum Length: Equatable {
        case absent
        case bytes(Int)
        case contradiction
    }

    private enum Encoding {
        case absent
        case chunked
        case other
    }

    private(set) var status = 0
    private var isVersion11 = false
    private var length = Length.absent
    private var encoding = Encoding.absent
    private var saysClose = false
    private var saysKeepAlive = false

    /// How the body ends, by the rules of RFC 9112, section 6.3, for an answer to `POST`.
    var framing: Framing {
        if status < 200 || status == 204 || status == 304 { return .none }
        switch encoding {
        case .chunked: return .chunked
        case .other: return .untilClose
        case .absent: break
        }
        switch length {
        case .absent: return .untilClose
        case .bytes(let count): return .length(count)
        case .contradiction: return .contradiction
        }
    }

    /// Whether the head lets the connection be used again.
    var canReuse: Bool {
        if saysClose { return false }
        // 204 has neither length nor encoding; a peer that announces one may send a body nobody reads.
        if status == 204, framingIsAnnounced { return false }
        guard isVersion11 else {
            // HTTP/1.0 knows no transfer encodings: whoever sent one may frame differently than we read.
            if case .absent = encoding { return saysKeepAlive }
            return false
        }
        if case .absent = encoding { return true }
        return length == .absent
    }

    private var framingIsAnnounced: Bool {
        if case .absent = encoding { return length != .absent && length != .bytes(0) }
        return true
    }

    // MARK: Reading

    /// Reads `HTTP/1.1 200 OK`. Returns false if it is something else.
    mutating func readStatusLine(_ line: Span<UInt8>) -> Bool {
        guard line.count >= 12, line.hasPrefix("HTTP/1."), line[7].isDigit, line[8] == UInt8(ascii: " ") else {
            return false
        }
        guard line[9].isDigit, line[10].isDigit, line[11].isDigit else { return false }
        if line.count > 12 {
            guard line[12] == UInt8(ascii: " "), line.extracting(12..<line.count).isText else { return false }
        }
        isVersion11 = line[7] != UInt8(ascii: "0")
        status = Int(line[9] - 0x30) * 100 + Int(line[10] - 0x30) * 10 + Int(line[11] - 0x30)
        return (100...599).contains(status)
    }

    /// Reads one header line. Returns false if it is malformed.
    mutating func readField(_ line: Span<UInt8>) -> Bool {
        guard let colon = Self.nameEnd(line), line.extracting(colon + 1..<line.count).isText else { return false }
        let name = line.extracting(first: colon)
        let value = line.extracting(colon + 1..<line.count)
        switch colon {
        case 10 where name.equalsIgnoringCase("connection"): readConnection(value)
        case 14 where name.equalsIgnoringCase("content-length"): return readLength(value)
        case 17 where name.equalsIgnoringCase("transfer-encoding"): readEncoding(value)
        default: break
        }
        return true
    }

    /// Whether a line is a well-formed field.
    static func isField(_ line: Span<UInt8>) -> Bool {
        guard let colon = nameEnd(line) else { return false }
        return line.extracting(colon + 1..<line.count).isText
    }

    /// Where the colon is; nil if what precedes it is not a name (a folded line starts with a blank).
    private static func nameEnd(_ line: Span<UInt8>) -> Int? {
        var index = 0
        while index < line.count, line[index].isTokenByte { index += 1 }
        guard index > 0, index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
        return index
    }

    private mutating func readConnection(_ value: Span<UInt8>) {
        var position = 0
        while let element = FieldElements.next(in: value, at: &position) {
            let option = value.extracting(element)
            if option.equalsIgnoringCase("close") { saysClose = true }
            if option.equalsIgnoringCase("keep-alive") { saysKeepAlive = true }
        }
    }

    private mutating func readEncoding(_ value: Span<UInt8>) {
        var position = 0
        while let element = FieldElements.next(in: value, at: &position) {
            encoding = value.extracting(element).equalsIgnoringCase("chunked") ? .chunked : .other
        }
    }

    private mutating func readLength(_ value: Span<UInt8>) -> Bool {
        var position = 0
        var isEmpty = true
        while let element = FieldElements.next(in: value, at: &position) {
            isEmpty = false
            guard let count = Self.decimal(value.extracting(element)) else { return false }
            switch length {
            case .absent: length = .bytes(count)
            case .bytes(count), .contradiction: break
            case .bytes: length = .contradiction
            }
        }
        return !isEmpty
    }

    private static func decimal(_ digits: Span<UInt8>) -> Int? {
        var number = 0
        for index in digits.indices {
            guard digits[index].isDigit else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digits[index] - 0x30))
            if overflow || carry { return nil }
            number = sum
        }
        return number
    }
}
