import FoundationEssentials
import HeraldWire

/// Makes signing secrets and key tokens from the system's random numbers.
enum SecretMaker {
    /// A signing secret: `whsec_` and the base 64 of 32 random bytes, the form Standard Webhooks libraries expect.
    static func webhookSecret() -> String { "whsec_" + Data(randomBytes(32)).base64EncodedString() }

    /// A secret of Standard Webhooks, of 32 random bytes.
    static func standardSecret(_ kind: StandardSecret.Kind) -> String {
        StandardSecret(kind, random: randomBytes(32)).text
    }

    /// A key's token: `herald_`, a letter for the role, and 32 random bytes in lower-case hexadecimal digits.
    static func token(letter: Character) -> String {
        "herald_\(letter)_" + hexadecimal(bytes: 32)
    }

    /// Random bytes in lower-case hexadecimal digits.
    static func hexadecimal(bytes count: Int) -> String {
        let digits = Array("0123456789abcdef")
        var text = ""
        for byte in randomBytes(count) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return text
    }

    /// Compares secrets in a time that does not depend on where they differ.
    static func areEqual(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
        areEqual(Array(left.utf8), Array(right.utf8))
    }

    /// Compares bytes in a time that does not depend on where they differ.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
