/// Turns the text of a signature into its bytes. Strict: one text for each signature.
enum SignatureText {
    typealias Outcome = Result<SignatureCode, Rejection.MalformedSignature>

    /// Reads 32 bytes in base64 and, when allowed, in hexadecimal.
    static func base64(_ text: String, acceptsHex: Bool) -> Outcome {
        let text = Array(text.utf8)
        if text.count == 64, let bytes = HexText.decode(text) {
            return acceptsHex ? .success(SignatureCode(algorithm: .hmac, bytes: bytes)) : .failure(.hexadecimal)
        }
        guard text.count == 44 else { return .failure(.wrongLength) }
        guard let bytes = Base64Text.decode(text), bytes.count == 32 else { return .failure(.notBase64) }
        return .success(SignatureCode(algorithm: .hmac, bytes: bytes))
    }

    /// Reads 32 bytes in hexadecimal, of either case.
    static func hexadecimal(_ text: String) -> Outcome {
        let text = Array(text.utf8)
        if text.count == 44, Base64Text.decode(text) != nil { return .failure(.base64) }
        guard text.count == 64 else { return .failure(.wrongLength) }
        guard let bytes = HexText.decode(text) else { return .failure(.notHexadecimal) }
        return .success(SignatureCode(algorithm: .hmac, bytes: bytes))
    }

    /// Reads the 64 bytes of an ed25519 signature in base64.
    static func ed25519(_ text: String) -> Outcome {
        let text = Array(text.utf8)
        guard text.count == 88 else { return .failure(.wrongLength) }
        guard let bytes = Base64Text.decode(text), bytes.count == 64 else { return .failure(.notBase64) }
        return .success(SignatureCode(algorithm: .ed25519, bytes: bytes))
    }

    /// Reads 32 bytes in whatever form, `sha256=` in front or not. Only for explanations.
    static func either(_ text: String) -> SignatureCode? {
        let text = text.hasPrefix("sha256=") ? String(text.dropFirst(7)) : text
        return try? base64(text, acceptsHex: true).get()
    }

    /// The lower-case hexadecimal form of bytes.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
