/// Writes doubles the way JavaScript's `Number.prototype.toString` does.
public enum JSONNumberWriter {
    /// Appends a finite double: shortest digits that read back as the same value, plain notation from 1e-6 up to
    /// 1e21, `0` for negative zero. Anything not finite becomes `null`, as in `JSON.stringify`.
    public static func append(_ value: Double, to output: inout [UInt8]) {
        guard value.isFinite else { return output.append(contentsOf: "null".utf8) }
        guard value != 0 else { return output.append(0x30) }
        if value < 0 { output.append(UInt8(ascii: "-")) }
        let (digits, point) = decimal(of: value.magnitude)
        switch point {
        case digits.count...21:
            output.append(contentsOf: digits)
            output.append(contentsOf: repeatElement(0x30, count: point - digits.count))
        case 1..<22:
            output.append(contentsOf: digits[..<point])
            output.append(UInt8(ascii: "."))
            output.append(contentsOf: digits[point...])
        case -5...0:
            output.append(contentsOf: "0.".utf8)
            output.append(contentsOf: repeatElement(0x30, count: -point))
            output.append(contentsOf: digits)
        default:
            output.append(digits[0])
            if digits.count > 1 {
                output.append(UInt8(ascii: "."))
                output.append(contentsOf: digits[1...])
            }
            output.append(contentsOf: (point > 0 ? "e+" : "e-").utf8)
            output.append(contentsOf: String((point - 1).magnitude).utf8)
        }
    }

    /// The shortest digits (neither first nor last is 0) and the place of the point: 0.digits × 10^point.
    private static func decimal(of value: Double) -> (digits: [UInt8], point: Int) {
        // Swift's description has the shortest digits; only its notation differs from JavaScript's.
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array(value.description.utf8)
        for (index, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "."): point = digits.count
            case UInt8(ascii: "e"): exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
            default: digits.append(byte)
            }
            if byte == UInt8(ascii: "e") { break }
        }
        var place = (point ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == 0x30 }.count
        digits.removeFirst(zeros)
        place -= zeros
        while digits.last == 0x30 { digits.removeLast() }
        return (digits, place)
    }
}
