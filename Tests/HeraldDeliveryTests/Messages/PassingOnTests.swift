@testable import HeraldDelivery
import HeraldModel
import NIOCore
import Testing

/// What a provider sent goes out as it came, signed anew, or rendered, as the webhook asks.
@Suite struct PassingOnTests {
    private static let body = Array(#"{ "event":"channel.didCreate" , "data":{"a":1}}"#.utf8)
    private static let now = Timestamp(milliseconds: 1_767_323_045_678)

    @Test func theProvidersRequestGoesOutUnchanged() throws {
        let request = try Self.request()
        #expect(request.body == Self.body)
        #expect(request.values("X-Amity-Signature") == ["theirs"])
        #expect(request.values("Content-Type") == ["application/json; charset=utf-8"])
        #expect(request.values("content-length") == ["\(Self.body.count)"])
        #expect(request.values("Herald-Event-Id") == [EventID(rawValue: 7).description])
    }

    @Test func signedAnewTheOldSignatureIsReplaced() throws {
        let request = try Self.request { $0.resigns = true }
        #expect(request.body == Self.body)
        let signatures = request.values("x-amity-signature")
        #expect(signatures.count == 1 && signatures != ["theirs"])
        #expect(request.values("content-type") == ["application/json; charset=utf-8"])
        #expect(request.values("herald-event-id").count == 1)
    }

    @Test func theLegacyRequestCarriesItsOwnSignatureOnly() throws {
        let request = try Self.request(isLegacy: true) { $0.legacySignature = true }
        #expect(request.body == Self.body)
        #expect(request.values("x-amity-signature").isEmpty)
        #expect(request.values("x-eko-signature").count == 1)
    }

    @Test func anotherDialectGetsTheEventRendered() throws {
        let request = try Self.request { $0.dialect = .standard }
        let text = String(decoding: request.body, as: UTF8.self)
        #expect(text.hasPrefix(#"{"type":"channel.didCreate","timestamp""#) && text.hasSuffix(#""data":{"a":1}}"#))
        #expect(request.values("webhook-signature").count == 1)
        #expect(request.values("x-amity-signature").isEmpty)
    }

    /// A request as it stands in the buffer.
    private struct Written {
        var headers: [(name: String, value: String)] = []
        var body: [UInt8] = []

        init(_ bytes: [UInt8]) throws {
            let text = String(decoding: bytes, as: UTF8.self)
            let end = try #require(text.utf8.firstRange(of: "\r\n\r\n".utf8))
            body = Array(text.utf8[end.upperBound...])
            for line in text[..<end.lowerBound].split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers.append((String(parts[0]), String(parts[1].drop { $0 == " " })))
            }
        }

        func values(_ name: String) -> [String] {
            headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        }
    }

    private struct NoTransport: DeliveryTransport {
        func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void) {}
        func submit(_ requests: [TransportRequest]) {}
        func route(tls: WebhookTLS?, region: String?) throws(EndpointError) -> (any TransportRoute)? { nil }
    }

    private static func request(
        isLegacy: Bool = false, _ change: (inout Webhook) -> Void = { _ in }
    ) throws -> Written {
        let network = Network(id: NetworkID(rawValue: 1), name: "n", dialect: .socialplus, createdAt: now)
        var webhook = Webhook(
            id: WebhookID(rawValue: 2), networkID: network.id, url: "https://receiver.example/hook",
            secrets: [
                WebhookSecret(value: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", createdAt: now)
            ], createdAt: now)
        change(&webhook)
        let endpoint = try PreparedEndpoint(webhook, of: network, over: NoTransport())
        let event = EventRecord(
            id: EventID(rawValue: 7), networkID: network.id, type: "channel.didCreate",
            data: Array(#"{"a":1}"#.utf8), occurredAt: now,
            received: ReceivedRequest(
                sourceID: SourceID(rawValue: 3), provider: .socialplus,
                headers: [
                    .init(name: "Content-Type", value: "application/json; charset=utf-8"),
                    .init(name: "X-Amity-Signature", value: "theirs"),
                ], body: body))
        let message = endpoint.message(
            body: endpoint.body(of: event), of: event, delivery: DeliveryID(rawValue: 8), at: now)
        var buffer = ByteBuffer()
        message.write(variant: RequestVariant(attempt: 1, isLegacy: isLegacy), into: &buffer)
        return try Written(Array(buffer.readableBytesView))
    }
}
