import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore
import NIOHTTP1

/// A provider's webhook with a number in its payload, signed.
public struct SourceRequest: Sendable {
    /// Providers whose repeats are recognised in three ways: by the body, by natural keys, by a header.
    public static let providers = ["socialplus", "sendbird", "stream"]
    /// What they sign with.
    public static let secret = "a secret of the provider"

    private let body: [UInt8]
    private let headers: [(String, String)]

    /// - Parameter padding: how many bytes more the body has.
    public init(number: Int, provider: String, padding: Int = 0) {
        let members = #""number":\#(number),"padding":"\#(String(repeating: "x", count: padding))""#
        let channel = "c\(number % 7)"
        let text =
            switch provider {
            case "socialplus":
                #"{"event":"channel.didUpdate","data":{"channel":{"channelId":"\#(channel)"},\#(members)}}"#
            case "sendbird":
                #"{"category":"group_channel:message_send","app_id":"A",\#(members),"#
                    + #""channel":{"channel_url":"\#(channel)"},"payload":{"message_id":\#(number)}}"#
            default: #"{"type":"message.new","cid":"messaging:\#(channel)",\#(members)}"#
            }
        body = Array(text.utf8)
        let code = Data(
            HMAC<SHA256>.authenticationCode(for: Data(body), using: SymmetricKey(data: Data(Self.secret.utf8))))
        let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        headers =
            switch provider {
            case "socialplus": [("x-amity-signature", code.base64EncodedString())]
            case "sendbird": [("x-sendbird-signature", hex)]
            default: [("x-signature", hex), ("x-webhook-id", "webhook-\(number)")]
            }
    }

    /// Posts it and answers the status and the value of `Retry-After`.
    public func post(to url: String, within limit: Duration = .seconds(30)) async throws -> (
        status: Int, retryAfter: Int?
    ) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: TimeAmount(limit))
        _ = try await response.body.collect(upTo: 1 << 20)
        return (Int(response.status.code), response.headers.first(name: "retry-after").flatMap { Int($0) })
    }
}
