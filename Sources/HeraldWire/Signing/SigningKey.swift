internal import Crypto
internal import FoundationEssentials

/// A secret, prepared for HMAC-SHA256.
///
/// Mixing the key in costs two hash blocks; this value has done it once and is copied for each signature. Printing it
/// shows nothing.
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let keyed: HMAC<SHA256>

    /// Prepares a secret, whose UTF-8 bytes are the key.
    public init(secret: String) {
        keyed = HMAC(key: SymmetricKey(data: Array(secret.utf8)))
    }

    /// Appends the base64 of the signature over `message`, always 44 characters.
    public func appendBase64Signature(of message: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        withSignature(of: message) { ByteText.appendBase64($0, to: &output) }
    }

    /// Appends the lower-case hexadecimal of the signature over `message`, always 64 characters.
    public func appendHexSignature(of message: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        withSignature(of: message) { ByteText.appendHex($0, to: &output) }
    }

    private func withSignature(of message: UnsafeRawBufferPointer, _ use: (UnsafeRawBufferPointer) -> Void) {
        var state = keyed
        state.update(data: message)
        state.finalize().withUnsafeBytes(use)
    }

    public var description: String { "(secret)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
