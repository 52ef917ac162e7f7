import HeraldJSON
import HeraldWire
import NIOCore

/// Reads and changes the settings of a Stream app through Stream's own API (`reference/stream-chat.md` §12).
struct StreamAppClient {
    let client: APIClient
    private let apiKey: String

    init(base: String, apiKey: String, apiSecret: String) {
        var client = APIClient(base: base, key: nil)
        client.additionalHeaders = [
            ("authorization", Self.serverToken(secret: apiSecret)), ("stream-auth-type", "jwt"),
        ]
        self.client = client
        self.apiKey = apiKey
    }

    /// Sets one URL; the other settings stay.
    func change(_ setting: StreamSetting, to url: String) async throws {
        _ = try await call(.patch, body: .object(JSONObject([.init(setting.rawValue, .string(url))])))
    }

    /// The app's settings.
    func settings() async throws -> JSONValue {
        let answer = try await call(.get, body: nil)
        return answer["app"] ?? answer
    }

    private func call(_ method: APIClient.Method, body: JSONValue?) async throws -> JSONValue {
        let answer = try await client.exchange(
            method, "/app", query: [("api_key", apiKey)], body: body.map { ByteBuffer(bytes: $0.encoded()) })
        guard (200..<300).contains(answer.status) else { throw Self.failure(answer) }
        return try answer.document()
    }

    /// A refusal in Stream's shape: `{"code","message","StatusCode",…}`.
    private static func failure(_ answer: APIAnswer) -> CommandFailure {
        let document = (try? JSONValue(parsing: answer.body)) ?? .null
        guard let message = document["message"]?.string else { return answer.failure(hasKey: true) }
        let code = document["code"]?.integer.map { " [code \($0)]" } ?? " [HTTP \(answer.status)]"
        var failure = CommandFailure(TextWidth.harmless(message) + code)
        switch answer.status {
        case 401, 403:
            failure.status = .notAuthorised
            failure.hint = "Check --api-key and --api-secret: are they of a network of the dialect stream?"
        case 429: failure.hint = "Try again in \(answer.retryAfterSeconds ?? 1) s."
        default: break
        }
        return failure
    }

    /// A JWT under HS256 with the payload `{"server":true}` and nothing else, as Stream's server SDKs send it.
    static func serverToken(secret: String) -> String {
        let claims = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9"
        var signature: [UInt8] = []
        Array(claims.utf8).withUnsafeBytes {
            SigningKey(secret: secret).appendBase64Signature(of: $0, to: &signature)
        }
        let urlSafe = signature.compactMap { byte -> UInt8? in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return claims + "." + String(decoding: urlSafe, as: UTF8.self)
    }
}
