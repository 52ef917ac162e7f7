internal import Crypto
internal import FoundationEssentials

/// A secret of Standard Webhooks 1.0 as text: `whsec_` and the base64 of an HMAC key of 24 to 64 bytes, or `whsk_` and
/// the base64 of an ed25519 private key (its seed, or seed and public key). Printing it shows nothing.
public struct StandardSecret: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// What kind of key it is.
    public let kind: Kind
    /// The key: the HMAC key, or the 32 bytes of the ed25519 seed.
    let bytes: [UInt8]

    /// The kinds of keys.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// HMAC-SHA256, signature version `v1`.
        case shared = "v1"
        /// ed25519, signature version `v1a`.
        case asymmetric = "v1a"

        /// What the text starts with.
        public var prefix: String { self == .shared ? "whsec_" : "whsk_" }
    }

    /// Reads the text; nil when it has another form.
    public init?(_ text: String) {
        guard let kind = Kind.allCases.first(where: { text.hasPrefix($0.prefix) }),
            let data = Data(base64Encoded: String(text.dropFirst(kind.prefix.count)))
        else { return nil }
        self.kind = kind
        switch kind {
        case .shared:
            guard (24...64).contains(data.count) else { return nil }
            bytes = Array(data)
        case .asymmetric:
            guard data.count == 32 || data.count == 64 else { return nil }
            bytes = Array(data.prefix(32))
            if data.count == 64, publicKey != Array(data.suffix(32)) { return nil }
        }
    }

    /// Makes a secret of random bytes: 32 for an HMAC key, the seed of 32 for an asymmetric one.
    public init(_ kind: Kind, random: [UInt8]) {
        self.kind = kind
        bytes = random
    }

    /// The text: `whsec_…`, or `whsk_…` with seed and public key.
    public var text: String { kind.prefix + Data(bytes + (publicKey ?? [])).base64EncodedString() }

    /// What receivers verify with, `whpk_` and base64; nil for an HMAC key, which they need themselves.
    public var publicKeyText: String? { publicKey.map { "whpk_" + Data($0).base64EncodedString() } }

    private var publicKey: [UInt8]? {
        guard kind == .asymmetric else { return nil }
        return (try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)).map {
            Array($0.publicKey.rawRepresentation)
        }
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
