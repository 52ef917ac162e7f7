/// How much work a password's hash takes: scrypt's parameters (RFC 7914 §2).
public struct PasswordCost: Hashable, Sendable {
    /// The binary logarithm of scrypt's N.
    public let rounds: Int
    /// scrypt's r.
    public let blockSize: Int
    /// scrypt's p.
    public let parallelism: Int

    /// Describes a cost.
    public init(rounds: Int, blockSize: Int, parallelism: Int) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// 32 MiB and about a tenth of a second.
    public static let standard = PasswordCost(rounds: 15, blockSize: 8, parallelism: 1)

    /// What a stored hash may ask for, so that a damaged row cannot take the machine's memory.
    var isBearable: Bool {
        (1...20).contains(rounds) && (1...32).contains(blockSize) && (1...16).contains(parallelism)
    }
}
