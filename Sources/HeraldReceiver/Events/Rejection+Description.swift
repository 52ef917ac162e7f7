extension Rejection {
    public var description: String {
        switch self {
        case .noSecret: "the receiver has no secret; configure the webhook's secret"
        case .malformedSecret: "no secret is in the form the provider uses; copy it as it was shown"
        case .missingSignature(let header), .missingHeader(let header):
            "the request has no \(header) header; it is not from the provider, or a proxy removed the header"
        case .malformedSignature(let fault): fault.text
        case .malformedTimestamp: "the timestamp is not a number of seconds since 1970"
        case .mismatch: "the signature does not match; check the secret, and that the body is verified as it came in"
        case .tooOld(let tolerance): "the request was sent more than \(tolerance) s ago; it may be a replay"
        case .tooNew(let tolerance): "the request was sent more than \(tolerance) s in the future; check the clocks"
        case .bodyTooLarge(let limit): "the body is larger than \(limit) bytes; raise maxBodyBytes if it is genuine"
        case .invalidGzip(let error): "the body cannot be inflated: \(error)"
        case .invalidBody(let error): "the body is not JSON: \(error)"
        case .unknownEnvelope: "the body names no event; send these requests to another handler"
        }
    }
}

extension Rejection.MalformedSignature {
    fileprivate var text: String {
        switch self {
        case .hexadecimal: "the signature is hexadecimal where base64 is expected"
        case .base64: "the signature is base64 where hexadecimal is expected"
        case .wrongLength:
            "the signature has the wrong length; HMAC-SHA256 has 44 characters in base64 and 64 in hexadecimal, "
                + "ed25519 has 88 in base64"
        case .notBase64: "the signature is not base64"
        case .notHexadecimal: "the signature is not hexadecimal"
        case .unknownVersion: "the request has no signature of a known version"
        }
    }
}
