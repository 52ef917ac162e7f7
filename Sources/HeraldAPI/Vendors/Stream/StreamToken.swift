import HeraldModel
import JWTKit

/// The claims of a Stream token: an HS256 JWT under an API key's secret (`reference/stream-chat.md` §12).
struct StreamToken: JWTPayload {
    /// Whether a server speaks. Stream's PHP SDK writes the text `"true"`.
    let isServer: Bool
    private let expiresAt: Double?
    private let notBefore: Double?
    private let issuedAt: Double?

    /// How far the clocks of callers may be ahead.
    private static let toleranceSeconds = 300.0

    private enum CodingKeys: String, CodingKey {
        case server
        case exp
        case nbf
        case iat
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let flag = try? values.decodeIfPresent(Bool.self, forKey: .server)
        let text = try? values.decodeIfPresent(String.self, forKey: .server)
        isServer = flag ?? (text == "true")
        expiresAt = try values.decodeIfPresent(Double.self, forKey: .exp)
        notBefore = try values.decodeIfPresent(Double.self, forKey: .nbf)
        issuedAt = try values.decodeIfPresent(Double.self, forKey: .iat)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(isServer, forKey: .server)
        try values.encodeIfPresent(expiresAt, forKey: .exp)
        try values.encodeIfPresent(notBefore, forKey: .nbf)
        try values.encodeIfPresent(issuedAt, forKey: .iat)
    }

    /// Times are judged by ``check(at:)``, which knows the server's clock.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// Reads a token and proves its signature.
    static func read(_ token: String, secret: String) async throws(StreamFault) -> StreamToken {
        guard token.utf8.count <= 8192, token.split(separator: ".", omittingEmptySubsequences: false).count == 3 else {
            throw .auth("Authorization must hold a JWT.")
        }
        // HMAC fills keys up with zeros itself; JWTKit stops the program at one that is shorter than a digest.
        let bytes = Array(secret.utf8)
        let key = bytes + Array(repeating: 0, count: max(0, 64 - bytes.count))
        do {
            let keys = await JWTKeyCollection().add(hmac: HMACKey(from: key), digestAlgorithm: .sha256)
            return try await keys.verify(token, as: StreamToken.self)
        } catch let error as JWTError where error.errorType == .signatureVerificationFailed {
            throw .wrongSignature
        } catch {
            throw .auth("Authorization holds no JWT this server can read.")
        }
    }

    /// Claims that are there must hold; none has to be there.
    func check(at now: Timestamp) throws(StreamFault) {
        let seconds = Double(now.milliseconds) / 1000
        if let expiresAt, seconds >= expiresAt { throw .expired }
        if let notBefore, seconds + Self.toleranceSeconds < notBefore { throw .notYetValid }
        if let issuedAt, seconds + Self.toleranceSeconds < issuedAt { throw .wrongIssueTime }
        guard isServer else { throw .serverOnly }
    }
}
