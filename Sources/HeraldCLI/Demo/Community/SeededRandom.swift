/// A small repeatable generator (splitmix64). Not for secrets.
struct SeededRandom: RandomNumberGenerator, Hashable, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

    /// 24 hexadecimal digits, as the vendor's own ids look.
    mutating func objectID() -> String {
        let digits = String(next(), radix: 16) + String(next(), radix: 16)
        return String((digits + String(repeating: "0", count: 24)).prefix(24))
    }
}
