/// Reads a proxy's answer to CONNECT, without I/O.
struct ProxyReply {
    /// What is known so far.
    enum Progress: Hashable {
        case incomplete
        /// From here on the connection is the receiver's.
        case established
        case refused(status: Int)
        /// No HTTP, too long, or more than the answer.
        case invalid
    }

    /// The longest answer that is read.
    static let limit = 8192

    private var bytes: [UInt8] = []

    /// Takes bytes that came.
    mutating func receive(_ more: some Sequence<UInt8>) -> Progress {
        let seen = max(0, bytes.count - 3)
        bytes += more
        guard bytes.count <= Self.limit else { return .invalid }
        guard Self.canBegin(bytes.prefix(Self.start.count)) else { return .invalid }
        guard let end = bytes[seen...].firstRange(of: Self.end) else { return .incomplete }
        guard let status = Self.status(of: bytes) else { return .invalid }
        guard (200..<300).contains(status) else { return .refused(status: status) }
        // The receiver speaks only when spoken to, so there is nothing of it yet.
        return end.upperBound == bytes.count ? .established : .invalid
    }

    private static let start = Array("HTTP/1.".utf8)
    private static let end = Array("\r\n\r\n".utf8)

    private static func canBegin(_ bytes: ArraySlice<UInt8>) -> Bool { start.starts(with: bytes) }

    /// The status of `HTTP/1.x NNN …`.
    private static func status(of bytes: [UInt8]) -> Int? {
        guard bytes.count > 12, bytes[8] == UInt8(ascii: " "),
            bytes[12] == UInt8(ascii: " ") || bytes[12] == UInt8(ascii: "\r"),
            bytes[9...11].allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let status = bytes[9...11].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (200...599).contains(status) ? status : nil
    }
}
