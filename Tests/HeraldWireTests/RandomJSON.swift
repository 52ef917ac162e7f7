import HeraldJSON
import HeraldModel

/// Payloads nobody thought of, the same for the same seed.
struct RandomJSON {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let texts = [
        "", "a", "a/b", "\\/", "é", "😀", "\u{2028}", "\u{2029}", "<&>", "\"", "\u{0}", "\u{7F}", "\u{FFFF}",
        "\u{10FFFF}", "日本語", "line\nbreak", "tab\t", "café/☕️",
    ]
    private static let numbers = [
        "0", "-1", "9007199254740993", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
        "1.7976931348623157e+308", "5e-324", "0.1", "2.2250738585072014e-308", "1e+21", "123456.789",
    ]

    mutating func object(depth: Int = 3) -> JSONValue {
        var object = JSONObject()
        for number in 0..<Int.random(in: 0...5, using: &random) {
            object["k\(number)" + text()] = value(depth: depth - 1)
        }
        return .object(object)
    }

    private mutating func value(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(JSONNumber(validated: Self.numbers.randomElement(using: &random) ?? "0"))
        case 3, 4: .string(text() + text())
        case 5: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) })
        default: object(depth: depth)
        }
    }

    private mutating func text() -> String { Self.texts.randomElement(using: &random) ?? "" }
}
