import Crypto
import Foundation
import HTTPTypes
import HeraldJSON
import HeraldModel
import Testing

/// A Stream app and a caller with its server token.
struct StreamCaller: Sendable {
    let client: Client
    let network: String

    static let key = "k3yk3yk3yk3y"
    static let secret = "secret"
    /// `{"server":true}` and `{"server":"true"}` under ``secret`` (`reference/stream-chat.md` §12).
    static let goToken =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9.DHnfQolWsEGFcTR7ZwVBbIVUFAvxzDJXzB6UlyU-7JQ"
    static let phpToken =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOiJ0cnVlIn0.HrgJZMvnWKYUAM0zhV6HN6yN4EPlUq-6Es6o2Z6BSEM"

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String = goToken,
        key: String = key
    ) async throws -> Reply {
        try await client.vendor(
            method, path + (path.contains("?") ? "&" : "?") + "api_key=\(key)", body,
            headers: [
                "Authorization": token, "Stream-Auth-Type": "jwt", "X-Stream-Client": "stream-go-client-8.4.1",
                "Content-Type": "application/json",
            ])
    }

    /// Changes the app and reads it.
    func patch(_ body: String) async throws -> JSONValue {
        let reply = try await call(.patch, "/app", body)
        #expect(reply.status == 200 && reply.json.object?.keys == ["duration"], "\(reply.text)")
        return try await app()
    }

    func app() async throws -> JSONValue {
        let reply = try await call(.get, "/app")
        #expect(reply.status == 200, "\(reply.text)")
        #expect(reply["app"]["event_hooks"] == reply["event_hooks"])
        return reply["app"]
    }

    /// A token with these claims.
    static func token(_ claims: String, secret: String = secret, header: String = #"{"alg":"HS256"}"#) -> String {
        func encode(_ bytes: some DataProtocol) -> String {
            Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
        }
        let signed = encode(Array(header.utf8)) + "." + encode(Array(claims.utf8))
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: Array(secret.utf8)))
        return signed + "." + encode(Array(code))
    }
}

extension Harness {
    /// Runs `body` with a caller of a fresh Stream app.
    static func stream(_ body: @escaping @Sendable (Harness, StreamCaller) async throws -> Void) async throws {
        let harness = try await Harness(dialects: Dialect.allCases)
        try await harness.run { client in
            let network = try await client.network(
                "stream", #"{"apiKey":"\#(StreamCaller.key)","apiSecret":"\#(StreamCaller.secret)"}"#)
            try await body(harness, StreamCaller(client: client, network: network))
        }
    }
}
