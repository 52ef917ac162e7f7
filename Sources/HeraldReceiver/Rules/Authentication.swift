/// Why a request may be trusted.
enum Authentication {
    /// The signature is right. `body` is what was signed: the body as it came, inflated when it was compressed.
    case signed(body: [UInt8])
    /// The request is the separate legacy one of social.plus.
    case legacy(isVerified: Bool)
}
