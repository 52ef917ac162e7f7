import Crypto
import Foundation
import HTTPTypes
import HeraldReceiver
import Hummingbird
import HummingbirdTesting

/// Signs and posts webhooks as social.plus does.
struct Sender {
    var secret = "a secret for tests"

    /// Posts a body and returns the status of the answer.
    func post(_ body: String, to client: some TestClientProtocol) async throws -> Int {
        let key = SymmetricKey(data: Data(secret.utf8))
        let code = Data(HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key))
        var headers: HTTPFields = [.contentType: "application/json"]
        if let name = HTTPField.Name("x-amity-signature") { headers[name] = code.base64EncodedString() }
        let answer = try await client.execute(
            uri: "/hooks", method: .post,
            headers: headers, body: ByteBuffer(string: body))
        return answer.status.code
    }
}

extension Sender {
    /// The event as a receiver reads it.
    static func verified(_ body: String, provider: Provider) -> WebhookEvent? {
        let key = SymmetricKey(data: Data("secret".utf8))
        let code = Data(HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key))
        let hexadecimal = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let receiver = Receiver(provider: provider, secrets: ["secret"])
        let headers = [("x-amity-signature", code.base64EncodedString()), ("x-signature", hexadecimal)]
        return receiver.verify(headers: headers, body: Array(body.utf8)).event
    }
}
