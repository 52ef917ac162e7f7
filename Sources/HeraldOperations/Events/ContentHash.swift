import Crypto

/// Tells whether two events with one id are the same event.
enum ContentHash {
    /// The first 64 bits of SHA-256 over type and canonical payload.
    ///
    /// Ordering key, time and request info are left out: senders often fill them anew when they repeat a call.
    static func of(type: String, data: [UInt8]) -> Int64 {
        var hash = SHA256()
        var type = type
        type.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        // No type holds a zero byte, so the two parts cannot be shifted against each other.
        hash.update(data: [0])
        data.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }
}
