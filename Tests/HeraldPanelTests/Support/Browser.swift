import HTTPTypes
import HeraldOperations
import HummingbirdTesting
import NIOCore

/// Asks for pages as a browser with one session does.
struct Browser: Sendable {
    let test: any TestClientProtocol
    var token: String?
    /// What the cookie with the token is called.
    var cookie = "herald_session"

    func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        Answer(try await test.executeRequest(uri: path, method: .get, headers: sent(headers), body: nil))
    }

    /// Sends a form of one of the session's pages.
    func post(_ path: String, _ fields: [(String, String)] = [], headers: HTTPFields = [:]) async throws -> Answer {
        try await send(
            path, fields + [("form_token", token.map { Sessions.formToken(of: $0) } ?? "")], headers: headers)
    }

    /// Sends a form exactly as given.
    func send(_ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]) async throws -> Answer {
        var headers = sent(headers)
        headers[.contentType] = "application/x-www-form-urlencoded"
        let text = fields.map { "\(encode($0.0))=\(encode($0.1))" }.joined(separator: "&")
        return Answer(
            try await test.executeRequest(uri: path, method: .post, headers: headers, body: ByteBuffer(string: text)))
    }

    /// The same browser signed in with a key.
    func signedIn(key: String) async throws -> Browser {
        let answer = try await send("/panel/sign-in", [("key", key)])
        return Browser(test: test, token: answer.sessionToken)
    }

    /// The same browser behind a portal's link.
    func opened(_ link: PortalLink) async throws -> Browser {
        Browser(test: test, token: try await get(link.path).sessionToken, cookie: "herald_portal")
    }

    private func sent(_ headers: HTTPFields) -> HTTPFields {
        var headers = headers
        if let token { headers[.cookie] = "other=1; \(cookie)=\(token)" }
        return headers
    }

    private func encode(_ text: String) -> String {
        text.utf8.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + (byte < 16 ? "0" : "") + digits
        }.joined()
    }
}

/// A page, or the way to one.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        text = String(buffer: response.body)
    }

    var location: String? { headers[.location] }
    /// The token in the cookie it sets.
    var sessionToken: String? {
        headers[.setCookie]?.split(separator: ";").first?.split(separator: "=").dropFirst().first.map(String.init)
    }

    func contains(_ part: String) -> Bool { text.contains(part) }
}
