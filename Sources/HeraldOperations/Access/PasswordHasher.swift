import Crypto
import CryptoExtras
import Dispatch
import Synchronization

/// Makes and checks password hashes with scrypt, one at a time and away from the threads that serve.
final class PasswordHasher: Sendable {
    private let cost: PasswordCost
    private let queue = DispatchQueue(label: "herald.passwords")
    private let waiting = Mutex(0)

    /// Each takes memory and a tenth of a second; more than these would wait too long to be worth it.
    private static let mostWaiting = 32

    init(cost: PasswordCost) { self.cost = cost }

    /// A password's hash under a salt of its own.
    func hash(_ password: String) async throws -> String {
        let salt = SecretMaker.randomBytes(16)
        return PasswordHash(cost: cost, salt: salt, key: try await key(password, cost, salt)).text
    }

    /// Whether a password is the one behind a stored hash. Without one the work is done all the same, so that the time
    /// does not tell whether there is a user.
    func verify(_ password: String, against stored: String?) async throws -> Bool {
        let known = stored.flatMap { PasswordHash($0) }
        let hash =
            known
            ?? PasswordHash(cost: cost, salt: Array(repeating: 0, count: 16), key: Array(repeating: 0, count: 32))
        let derived = try await key(password, hash.cost, hash.salt)
        return SecretMaker.areEqual(derived, hash.key) && known != nil
    }

    private func key(_ password: String, _ cost: PasswordCost, _ salt: [UInt8]) async throws -> [UInt8] {
        let isAdmitted = waiting.withLock { waiting in
            guard waiting < Self.mostWaiting else { return false }
            waiting += 1
            return true
        }
        guard isAdmitted else {
            throw OperationError(
                .unavailable, code: "overloaded", title: "Overloaded",
                detail: "Too many people sign in at this moment. Try again shortly.", retryAfter: 5)
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try KDF.Scrypt.deriveKey(
                            from: Array(password.utf8), salt: salt, outputByteCount: PasswordHash.keyBytes,
                            rounds: 1 << cost.rounds, blockSize: cost.blockSize, parallelism: cost.parallelism
                        ).withUnsafeBytes { Array($0) }
                    })
            }
        }
    }
}
