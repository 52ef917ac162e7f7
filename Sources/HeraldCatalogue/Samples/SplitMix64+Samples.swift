import HeraldModel

extension SplitMix64 {
    /// A number of the range.
    ///
    /// Not `Int.random`, whose algorithm may change between Swift versions.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// One of `choices`, which must not be empty.
    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[number(0...choices.count - 1)] }

    /// Lower-case hexadecimal digits.
    mutating func hex(_ count: Int) -> String {
        var digits: [UInt8] = []
        while digits.count < count {
            let word = next()
            for shift in stride(from: 60, through: 0, by: -4) where digits.count < count {
                let digit = UInt8((word >> UInt64(shift)) & 0xF)
                digits.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
