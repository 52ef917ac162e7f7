import Crypto
import Foundation

/// A provider's webhook with a number in its payload, signed.
struct SourceRequest {
    /// Providers whose repeats are recognised in three ways: by the body, by natural keys, by a header.
    static let providers = ["socialplus", "sendbird", "stream"]
    static let secret = "a secret of the provider"

    let body: [UInt8]
    let headers: [(String, String)]

    init(number: Int, provider: String) {
        let text =
            switch provider {
            case "socialplus":
                #"{"event":"channel.didUpdate","data":{"channel":{"channelId":"c\#(number % 7)"},"number":\#(number)}}"#
            case "sendbird":
                #"{"category":"group_channel:message_send","app_id":"A","number":\#(number),"#
                    + #""channel":{"channel_url":"c\#(number % 7)"},"payload":{"message_id":\#(number)}}"#
            default: #"{"type":"message.new","cid":"messaging:c\#(number % 7)","number":\#(number)}"#
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
}
