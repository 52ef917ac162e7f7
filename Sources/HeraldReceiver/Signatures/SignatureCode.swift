/// A signature as bytes, with the way it was made.
struct SignatureCode {
    var algorithm: Algorithm
    var bytes: [UInt8]

    enum Algorithm {
        /// HMAC-SHA256, 32 bytes.
        case hmac
        /// Ed25519, 64 bytes.
        case ed25519
    }
}
