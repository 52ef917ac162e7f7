import Testing

@testable import HeraldOperations

@Suite struct PasswordHashTests {
    private let hasher = PasswordHasher(cost: PasswordCost(rounds: 4, blockSize: 1, parallelism: 1))

    @Test func aPasswordFitsItsHashOnly() async throws {
        let hash = try await hasher.hash("correct horse")
        let again = try await hasher.hash("correct horse")
        #expect(hash.hasPrefix("scrypt$4$1$1$") && hash != again)
        #expect(try await hasher.verify("correct horse", against: hash))
        #expect(try await !hasher.verify("correct horsf", against: hash))
        #expect(try await !hasher.verify("", against: hash))
        #expect(try await !hasher.verify("correct horse", against: nil))
        #expect(try await !hasher.verify("", against: nil))
    }

    /// RFC 7914 §12, third vector.
    @Test func theKeyIsTheStandards() async throws {
        let key = "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI="
        let salt = "U29kaXVtQ2hsb3JpZGU="
        #expect(PasswordHash("scrypt$14$8$1$\(salt)$\(key)") != nil)
        let fits = try await hasher.verify("pleaseletmein", against: "scrypt$14$8$1$\(salt)$\(key)")
        #expect(fits)
    }

    @Test(arguments: [
        "", "scrypt", "scrypt$4$1$1$AAAA$AAAA", "bcrypt$4$1$1$AAAA$AAAA", "scrypt$40$8$1$AAAA$AAAA", "scrypt$x$1$1$A$B",
    ])
    func damagedHashesFitNothing(text: String) async throws {
        #expect(PasswordHash(text) == nil)
        #expect(try await !hasher.verify("x", against: text))
    }
}
