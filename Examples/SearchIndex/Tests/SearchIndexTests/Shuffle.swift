/// The same numbers for the same seed, so that a test that fails can be repeated (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Array {
    /// The elements in another order, some of them twice or three times.
    func repeatedAndShuffled(seed: UInt64) -> [Element] {
        var numbers = SeededNumbers(seed: seed)
        return flatMap { Array(repeating: $0, count: Int.random(in: 1...3, using: &numbers)) }
            .shuffled(using: &numbers)
    }
}
