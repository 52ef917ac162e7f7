import Crypto
import Foundation
import HeraldStore

/// Seals secrets with AES-256-GCM for one place of one row, so that a sealed value copied elsewhere does not open.
///
/// A sealed value is a version byte, a random nonce, the ciphertext and the tag.
struct SecretBox: Sendable {
    private static let version: UInt8 = 1
    private let key: SymmetricKey

    init(_ key: SecretKey) { self.key = key.key }

    /// Encrypts `bytes` for the row `id` of `table`.
    func seal(_ bytes: [UInt8], table: String, id: Int64) throws -> [UInt8] {
        let sealed = try AES.GCM.seal(bytes, using: key, authenticating: Self.place(table, id))
        guard let combined = sealed.combined else { throw StoreError.failed("a secret could not be encrypted") }
        return [Self.version] + combined
    }

    /// Decrypts what ``seal(_:table:id:)`` made for the same row.
    func open(_ sealed: [UInt8], table: String, id: Int64) throws -> [UInt8] {
        guard sealed.first == Self.version, let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
            let bytes = try? AES.GCM.open(box, using: key, authenticating: Self.place(table, id))
        else { throw StoreError.failed("the secrets in row \(id) of \(table) cannot be decrypted") }
        return Array(bytes)
    }

    private static func place(_ table: String, _ id: Int64) -> [UInt8] { Array("herald/\(table)/\(id)".utf8) }
}
