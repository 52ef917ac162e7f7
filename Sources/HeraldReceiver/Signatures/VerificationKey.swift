internal import Crypto
internal import FoundationEssentials

/// A secret, prepared for HMAC-SHA256. Printing it shows nothing.
struct VerificationKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let keyed: HMAC<SHA256>
    /// The key of the same secret without whitespace around it, when there is any: a usual slip of configuration.
    private let trimmed: HMAC<SHA256>?

    init(secret: String) {
        keyed = HMAC(key: SymmetricKey(data: Array(secret.utf8)))
        let isBlank = { (character: Character) in character.isWhitespace }
        var rest = secret.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        trimmed = rest.count < secret.count ? HMAC(key: SymmetricKey(data: Array(rest.utf8))) : nil
    }

    /// Whether `code` is the signature of `body`. Compares in constant time.
    func matches(_ code: [UInt8], body: [UInt8]) -> Bool { Self.matches(code, body: body, keyed) }

    /// The same for the secret without whitespace around it; false when there is none. Only for explanations.
    func matchesTrimmed(_ code: [UInt8], body: [UInt8]) -> Bool {
        trimmed.map { Self.matches(code, body: body, $0) } ?? false
    }

    private static func matches(_ code: [UInt8], body: [UInt8], _ keyed: HMAC<SHA256>) -> Bool {
        var state = keyed
        state.update(data: body)
        return state.finalize() == code
    }

    var description: String { "(secret)" }
    var customMirror: Mirror { Mirror(self, children: []) }
}
