import Crypto
import Foundation
import HeraldModel
import HeraldReceiver

@testable import HeraldOperations

/// A request of a provider, signed, and what becomes of it.
struct GenuineRequest {
    static let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
    static let now = World.now

    let source: Source
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init(_ provider: Dialect, _ body: [UInt8], id: String? = "id-1") {
        source = Source(
            id: SourceID(rawValue: 7), networkID: NetworkID(rawValue: 1), name: "", provider: provider,
            secrets: [SourceSecret(value: Self.secret, createdAt: Self.now)], createdAt: Self.now)
        self.body = body
        func code(_ content: [UInt8], _ key: Data = Data(Self.secret.utf8)) -> Data {
            Data(HMAC<SHA256>.authenticationCode(for: content, using: SymmetricKey(data: key)))
        }
        let hex = code(body).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        var headers = [(name: "User-Agent", value: "provider"), (name: "Content-Type", value: "application/json")]
        switch provider {
        case .socialplus: headers.append(("X-Amity-Signature", code(body).base64EncodedString()))
        case .sendbird: headers.append(("x-sendbird-signature", hex))
        case .stream:
            headers.append(("X-Signature", hex))
            if let id { headers.append(("X-Webhook-Id", id)) }
        case .standard:
            let seconds = Self.now.milliseconds / 1000
            let key = Data(base64Encoded: String(Self.secret.dropFirst(6))) ?? Data()
            let signature = code(Array("\(id ?? "").\(seconds).".utf8) + body, key).base64EncodedString()
            headers += [
                ("webhook-id", id ?? ""), ("webhook-timestamp", "\(seconds)"), ("webhook-signature", "v1," + signature),
            ]
        }
        self.headers = headers
    }

    init(_ provider: Dialect, _ body: String, id: String? = "id-1") { self.init(provider, Array(body.utf8), id: id) }

    /// The event of the log; nil when the request is not accepted.
    func event() throws -> NewEvent? {
        let receiver = Receiver(provider: Provider(source.provider), secrets: [Self.secret])
        let seconds = Self.now.milliseconds / 1000
        guard case .verified(let event) = receiver.verify(headers: headers, body: body, now: seconds) else {
            return nil
        }
        return try ReceivedEvent(source: source, headers: headers, body: body, now: Self.now)
            .event(event, routes: RoutingTable([]))
    }

    /// What repeats are recognised by, without the source in front.
    func key() throws -> String? {
        try event()?.deduplicationKey.map { String($0.dropFirst(source.id.description.utf8.count + 1)) }
    }
}
