public import HeraldGzip
public import HeraldJSON

/// Why a request is not accepted. The description is short, fit for a log, and shows no secret and no payload.
public enum Rejection: Error, Hashable, Sendable, CustomStringConvertible {
    /// The receiver was made without a secret.
    case noSecret
    /// None of the receiver's secrets is in the form the provider uses.
    case malformedSecret
    /// The request is not signed.
    case missingSignature(header: String)
    /// Another header that is signed is missing.
    case missingHeader(String)
    /// The signature is not in the form the provider sends.
    case malformedSignature(MalformedSignature)
    /// The timestamp is not a number of seconds.
    case malformedTimestamp
    /// The signature was made with another secret or over another body.
    case mismatch
    /// The signature is right, but the request was sent too long ago: perhaps somebody replays it.
    case tooOld(toleranceSeconds: Int64)
    /// The signature is right, but the request comes from the future: a clock is wrong.
    case tooNew(toleranceSeconds: Int64)
    /// The body is larger than allowed, as it came or inflated.
    case bodyTooLarge(limit: Int)
    /// The body cannot be inflated.
    case invalidGzip(GzipError)
    /// The signature is right, but the body is not JSON.
    case invalidBody(JSONError)
    /// The signature is right and the body is JSON, but it names no event.
    case unknownEnvelope

    /// What is wrong with the form of a signature.
    public enum MalformedSignature: String, Error, Hashable, Sendable, CaseIterable {
        /// Hexadecimal, where base64 is expected.
        case hexadecimal
        /// Base64, where hexadecimal is expected.
        case base64
        /// HMAC-SHA256 has exactly 44 characters in base64 and 64 in hexadecimal; ed25519 has 88 in base64.
        case wrongLength
        /// Characters or padding that base64 does not have.
        case notBase64
        /// Characters that hexadecimal does not have.
        case notHexadecimal
        /// No signature of a version that is known.
        case unknownVersion
    }

    /// The stable name of the reason.
    public var code: String {
        switch self {
        case .noSecret: "no_secret"
        case .malformedSecret: "malformed_secret"
        case .missingSignature: "missing_signature"
        case .missingHeader: "missing_header"
        case .malformedSignature: "malformed_signature"
        case .malformedTimestamp: "malformed_timestamp"
        case .mismatch: "signature_mismatch"
        case .tooOld: "too_old"
        case .tooNew: "too_new"
        case .bodyTooLarge: "body_too_large"
        case .invalidGzip: "invalid_gzip"
        case .invalidBody: "invalid_body"
        case .unknownEnvelope: "unknown_envelope"
        }
    }

    /// The status code to answer with: 401 for what cannot be trusted, 400 and 413 for what cannot be read, 500 for a
    /// receiver that cannot check anything.
    public var statusCode: Int {
        switch self {
        case .noSecret, .malformedSecret: 500
        case .missingSignature, .missingHeader, .malformedSignature, .malformedTimestamp, .mismatch, .tooOld, .tooNew:
            401
        case .bodyTooLarge: 413
        case .invalidGzip, .invalidBody, .unknownEnvelope: 400
        }
    }
}
