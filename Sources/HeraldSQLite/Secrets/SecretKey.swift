import Crypto
import Foundation
import HeraldStore

/// The key that encrypts secrets at rest: 32 bytes, from the environment or from a file beside the store.
public struct SecretKey: Sendable {
    let key: SymmetricKey

    /// The key's length in bytes.
    public static let byteCount = 32

    /// Wraps key bytes.
    /// - Throws: ``StoreError`` when they are not 32.
    public init(bytes: [UInt8]) throws {
        guard bytes.count == Self.byteCount else {
            throw StoreError.failed("the secret key has \(bytes.count) bytes instead of \(Self.byteCount)")
        }
        key = SymmetricKey(data: bytes)
    }

    /// Reads base64, with or without white space around it.
    /// - Throws: ``StoreError`` that names `origin` when it is not base64 of 32 bytes.
    public init(base64 text: String, origin: String) throws {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: trimmed), data.count == Self.byteCount else {
            throw StoreError.failed(
                "\(origin) is not base64 of 32 bytes; `openssl rand -base64 32` makes such a key")
        }
        try self.init(bytes: Array(data))
    }

    /// A new random key.
    public static func random() -> SecretKey { SecretKey(key: SymmetricKey(size: .bits256)) }

    private init(key: SymmetricKey) { self.key = key }

    /// A key of its own for one purpose, which says nothing about this one (HKDF, RFC 5869).
    public func derived(for purpose: String) -> [UInt8] {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Array(purpose.utf8), outputByteCount: Self.byteCount)
        return derived.withUnsafeBytes { Array($0) }
    }

    /// The key as it is written to a key file.
    var base64: String { key.withUnsafeBytes { Data($0).base64EncodedString() } }
}
