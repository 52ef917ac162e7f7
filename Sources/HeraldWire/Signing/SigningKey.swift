internal import Crypto
internal import FoundationEssentials

/// A secret, prepared for signing: HMAC-SHA256, or ed25519 for the asymmetric form of Standard Webhooks.
///
/// Mixing an HMAC key in costs two hash blocks; this value has done it once and is copied for each signature. Printing
/// it shows nothing.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let material: Material

    private enum Material: Sendable {
        case shared(HMAC<SHA256>)
        case asymmetric(Curve25519.Signing.PrivateKey)
    }

    /// Prepares a secret, whose UTF-8 bytes are the key.
    public init(secret: String) {
        material = .shared(HMAC(key: SymmetricKey(data: Array(secret.utf8))))
    }

    /// Prepares a secret of a form; nil when the text does not have it.
    public init?(secret: String, form: SecretForm) {
        switch form {
        case .text: material = .shared(HMAC(key: SymmetricKey(data: Array(secret.utf8))))
        case .standard:
            guard let standard = StandardSecret(secret) else { return nil }
            switch standard.kind {
            case .shared: material = .shared(HMAC(key: SymmetricKey(data: standard.bytes)))
            case .asymmetric:
                guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: standard.bytes) else {
                    return nil
                }
                material = .asymmetric(key)
            }
        }
    }

    /// Whether it is an ed25519 key.
    public var isAsymmetric: Bool {
        if case .asymmetric = material { true } else { false }
    }

    /// Appends the base64 of the signature over `message`: 44 characters, 88 from an asymmetric key.
    public func appendBase64Signature(of message: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        withSignature(of: message, after: []) { ByteText.appendBase64($0, to: &output) }
    }

    /// Appends the base64 of the signature over `prefix` and `message` together.
    public func appendBase64Signature(
        of message: UnsafeRawBufferPointer, after prefix: [UInt8], to output: inout [UInt8]
    ) {
        withSignature(of: message, after: prefix) { ByteText.appendBase64($0, to: &output) }
    }

    /// Appends the lower-case hexadecimal of the signature over `message`: 64 characters, 128 from an asymmetric key.
    public func appendHexSignature(of message: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        withSignature(of: message, after: []) { ByteText.appendHex($0, to: &output) }
    }

    private func withSignature(
        of message: UnsafeRawBufferPointer, after prefix: [UInt8], _ use: (UnsafeRawBufferPointer) -> Void
    ) {
        switch material {
        case .shared(let keyed):
            var state = keyed
            if !prefix.isEmpty { state.update(data: prefix) }
            state.update(data: message)
            state.finalize().withUnsafeBytes(use)
        case .asymmetric(let key):
            // Signing with a key that could be read does not fail; without a signature the receiver would refuse.
            guard let signature = try? key.signature(for: prefix + message) else { return }
            signature.withUnsafeBytes(use)
        }
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
