import HeraldModel

extension SplitMix64 {
    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

    /// 24 hexadecimal digits, as the vendor's own ids look.
    mutating func objectID() -> String {
        let digits = String(next(), radix: 16) + String(next(), radix: 16)
        return String((digits + String(repeating: "0", count: 24)).prefix(24))
    }
}
