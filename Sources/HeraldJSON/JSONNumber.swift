/// A JSON number: the exact text of a valid JSON number literal.
public struct JSONNumber: Hashable, Sendable {
    /// The literal, such as `-1.50e3`.
    public let text: String

    /// Wraps text that is known to be a valid JSON number.
    public init(validated text: String) { self.text = text }
    /// The literal of an integer.
    public init(_ value: some BinaryInteger) { text = String(value) }

    /// The literal of a double in JavaScript's form; nil when it is infinite or not a number.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        var bytes: [UInt8] = []
        JSONNumberWriter.append(value, to: &bytes)
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The value as an integer; nil when it has a fraction or an exponent, or does not fit.
    public var integer: Int64? { Int64(text) }
    /// The nearest double.
    public var double: Double { Double(text) ?? .nan }
}
