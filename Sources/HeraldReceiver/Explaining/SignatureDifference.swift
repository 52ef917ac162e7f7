/// One place where a refused request differs from the one that would be accepted.
///
/// Unlike an explanation it quotes: show it at a terminal and do not log it.
public struct SignatureDifference: Hashable, Sendable {
    /// The header's name, or `body`.
    public let name: String
    /// What the receiver would accept. Of a body, the part around the first byte that differs.
    public let expected: String
    /// What came.
    public let received: String

    init(name: String, expected: String, received: String) {
        self.name = name
        self.expected = expected
        self.received = received
    }

    /// The parts of two bodies around the first byte that differs; nil when none does.
    init?(signed: [UInt8], received: [UInt8]) {
        guard signed != received else { return nil }
        let place = zip(signed, received).prefix { $0 == $1 }.count
        name = "body"
        expected = Self.excerpt(signed, around: place)
        self.received = Self.excerpt(received, around: place)
    }

    private static func excerpt(_ bytes: [UInt8], around place: Int) -> String {
        guard bytes.prefix(2) != [0x1F, 0x8B] else { return "(gzip, \(bytes.count) bytes)" }
        let start = max(0, place - 24)
        let end = min(bytes.count, place + 32)
        var text = start > 0 ? "…" : ""
        for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars {
            text += scalar.value < 0x20 ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return text + (end < bytes.count ? "…" : "(end)")
    }
}
