import Crypto
import Foundation
import HTTPTypes
import HeraldReceiver
import Hummingbird
import HummingbirdTesting

@testable import AnalyticsStore

/// Signs and posts webhooks as a provider does.
struct Sender {
    var provider = Provider.socialplus
    var secret = Sender.key.base64EncodedString()

    private static let key = Data("a secret for tests".utf8)

    /// The receiver's side of the secret.
    var settings: [String] { provider == .standard ? ["whsec_" + secret] : [secret] }

    /// Posts a body and returns the status of the answer.
    func post(_ body: String, id: String = "msg_1", to client: some TestClientProtocol) async throws -> Int {
        let answer = try await client.execute(
            uri: "/hooks", method: .post, headers: headers(for: body, id: id), body: ByteBuffer(string: body))
        return answer.status.code
    }

    private func headers(for body: String, id: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/json"]
        func add(_ name: String, _ value: String) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        switch provider {
        case .socialplus: add("x-amity-signature", code(body, under: Data(secret.utf8)).base64EncodedString())
        case .sendbird: add("x-sendbird-signature", hexadecimal(code(body, under: Data(secret.utf8))))
        case .stream: add("x-signature", hexadecimal(code(body, under: Data(secret.utf8))))
        case .standard:
            let time = String(Int(Date().timeIntervalSince1970))
            add("webhook-id", id)
            add("webhook-timestamp", time)
            add("webhook-signature", "v1," + code("\(id).\(time).\(body)", under: Self.key).base64EncodedString())
        }
        return headers
    }

    private func code(_ text: String, under key: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key)))
    }

    private func hexadecimal(_ data: Data) -> String {
        data.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
