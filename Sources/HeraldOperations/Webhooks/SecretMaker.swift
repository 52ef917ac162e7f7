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
        let digits = Array("0123456789abcdef")
        var token = "herald_\(letter)_"
        for byte in randomBytes(32) {
            token.append(digits[Int(byte >> 4)])
            token.append(digits[Int(byte & 15)])
        }
        return token
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
