import HeraldJSON
import HeraldModel

extension JSONValue {
    /// Text, or null.
    static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A moment in RFC 3339, or null.
    static func time(_ time: Timestamp?) -> JSONValue { text(time?.description) }

    /// A whole number, or null.
    static func count(_ number: (some BinaryInteger)?) -> JSONValue {
        number.map { .number(JSONNumber($0)) } ?? .null
    }

    /// Microseconds shown as milliseconds with at most three decimals, or null.
    static func milliseconds(microseconds: Int64?) -> JSONValue {
        guard let microseconds else { return .null }
        return JSONNumber(Double(microseconds) / 1000).map(JSONValue.number) ?? .null
    }
}
