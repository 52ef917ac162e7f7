import Crypto
import Foundation
import HeraldReceiver

/// Feeds a receiver with whole requests: header lines, an empty line, the body.
struct ReceiverFeed {
    private static let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
    private static let now: Int64 = 1_700_000_000

    private let provider: Provider
    private let receiver: Receiver

    init(_ provider: Provider) {
        self.provider = provider
        receiver = Receiver(
            provider: provider,
            credentials: [
                .init(secret: Self.secret, apiKey: "k1"), .init(secret: "whsec-test-1"), .init(secret: "secret"),
                .init(secret: "sb-test-token"), .init(secret: "whpk_Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc="),
            ],
            options: .init(acceptsHex: true, maxBodyBytes: 1 << 16))
    }

    func feed(_ input: [UInt8]) {
        let (headers, body) = Self.split(input)
        let verification = receiver.verify(headers: headers, body: body, now: Self.now)
        if case .verified(let event) = verification { check(event) }
        mustHold(!receiver.explain(headers: headers, body: body, now: Self.now).isEmpty, "every request is explained")
        // Most inputs never get past the signature, so the same body comes once more, signed.
        let unsigned = headers.filter { !Self.signatureHeaders.contains($0.name.lowercased()) }
        let signed = unsigned + signature(of: body)
        switch receiver.verify(headers: signed, body: body, now: Self.now) {
        case .verified(let event):
            check(event)
            mustHold(event.body == body, "the signed bytes are the event's")
        case .legacyDuplicate: mustHold(false, "a signed request is no legacy one")
        case .rejected(let rejection):
            // Stream's inflater may change what is signed; the others must find the signature right.
            mustHold(provider == .stream || rejection.statusCode == 400, "a right signature is accepted: \(rejection)")
        }
    }

    private func check(_ event: WebhookEvent) {
        mustHold(event.fingerprint.utf8.count == 64, "a fingerprint has 64 digits")
        mustHold(event.body.count <= 1 << 16, "a body stays within its limit")
    }

    private static let signatureHeaders: Set<String> = [
        "x-amity-signature", "x-sendbird-signature", "x-signature", "webhook-id", "webhook-timestamp",
        "webhook-signature", "x-api-key",
    ]

    private func signature(of body: [UInt8]) -> [(name: String, value: String)] {
        switch provider {
        case .socialplus: [("X-Amity-Signature", code(body).base64EncodedString())]
        case .sendbird, .stream: [("x-signature", code(body).map { String(format: "%02x", $0) }.joined())]
        case .standard:
            [
                ("webhook-id", "m1"), ("webhook-timestamp", "\(Self.now)"),
                ("webhook-signature", "v1,\(code(Array("m1.\(Self.now).".utf8) + body).base64EncodedString())"),
            ]
        }
    }

    private func code(_ content: [UInt8]) -> Data {
        let decoded = Data(base64Encoded: String(Self.secret.dropFirst(6))) ?? Data()
        let key = SymmetricKey(data: provider == .standard ? decoded : Data(Self.secret.utf8))
        return Data(HMAC<SHA256>.authenticationCode(for: content, using: key))
    }

    private static func split(_ input: [UInt8]) -> (headers: [(name: String, value: String)], body: [UInt8]) {
        var headers: [(name: String, value: String)] = []
        var rest = input[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = rest[..<end]
            rest = rest[(end + 1)...]
            if line.isEmpty { break }
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
            headers.append(
                (
                    String(decoding: parts[0], as: UTF8.self),
                    parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : ""
                ))
        }
        return (headers, Array(rest))
    }
}
