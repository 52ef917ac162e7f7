import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// A webhook of social.plus as a test sends it.
struct SignedRequest {
    static let secret = "whsec-test-1"

    var headers: HTTPFields
    var body: ByteBuffer

    init(event: String = "channel.didClose", secret: String = Self.secret) {
        self.init(text: #"{"event":"\#(event)","data":{"channel":{"channelId":"c1"}}}"#, secret: secret)
    }

    init(text: String, secret: String = Self.secret) {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        headers = [.signature: Data(code).base64EncodedString()]
        body = ByteBuffer(string: text)
    }

    func send(to client: some TestClientProtocol, path: String = "/hooks") async throws -> TestResponse {
        try await client.execute(uri: path, method: .post, headers: headers, body: body)
    }
}

extension HTTPField.Name {
    static var signature: Self { Self("x-amity-signature") ?? .authorization }
    static var legacySignature: Self { Self("x-eko-signature") ?? .authorization }
}

extension TestResponse {
    var text: String { String(buffer: body) }
}
