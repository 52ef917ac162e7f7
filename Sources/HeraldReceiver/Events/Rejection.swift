public import HeraldJSON

/// Why a request is not accepted. The description is short, fit for a log, and shows no secret and no payload.
public enum Rejection: Error, Hashable, Sendable, CustomStringConvertible {
    /// The receiver was made without a secret.
    case noSecret
    /// The request is not signed.
    case missingSignature(header: String)
    /// The signature is not in the form the provider sends.
    case malformedSignature(MalformedSignature)
    /// The signature was made with another secret or over another body.
    case mismatch
    /// The signature is right, but the body is not JSON.
    case invalidBody(JSONError)
    /// The signature is right and the body is JSON, but it names no event.
    case unknownEnvelope

    /// What is wrong with the form of a signature.
    public enum MalformedSignature: String, Error, Hashable, Sendable, CaseIterable {
        /// Hexadecimal, where base64 is expected.
        case hexadecimal
        /// Base64 of HMAC-SHA256 has exactly 44 characters.
        case wrongLength
        /// Characters or padding that base64 does not have.
        case notBase64
    }

    /// The stable name of the reason.
    public var code: String {
        switch self {
        case .noSecret: "no_secret"
        case .missingSignature: "missing_signature"
        case .malformedSignature: "malformed_signature"
        case .mismatch: "signature_mismatch"
        case .invalidBody: "invalid_body"
        case .unknownEnvelope: "unknown_envelope"
        }
    }

    /// The status code to answer with: 401 for what cannot be trusted, 400 for what cannot be read.
    public var statusCode: Int {
        switch self {
        case .noSecret: 500
        case .missingSignature, .malformedSignature, .mismatch: 401
        case .invalidBody, .unknownEnvelope: 400
        }
    }

    public var description: String {
        switch self {
        case .noSecret: "the receiver has no secret; configure the webhook's secret"
        case .missingSignature(let header):
            "the request has no \(header) header; it is not from the provider, or a proxy removed the header"
        case .malformedSignature(.hexadecimal): "the signature is hexadecimal where base64 is expected"
        case .malformedSignature(.wrongLength):
            "the signature has the wrong length; 44 characters of base64 are expected"
        case .malformedSignature(.notBase64): "the signature is not base64"
        case .mismatch: "the signature does not match; check the secret, and that the body is verified as it came in"
        case .invalidBody(let error): "the body is not JSON: \(error)"
        case .unknownEnvelope: "the body names no event; send these requests to another handler"
        }
    }
}
