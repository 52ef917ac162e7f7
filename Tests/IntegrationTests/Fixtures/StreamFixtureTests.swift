import HeraldJSON
import HeraldTestSupport
import Testing

/// Deliveries to receivers that were written for Stream (`reference/stream-chat.md` §15).
@Suite(.serialized)
struct StreamFixtureTests {
    private let network: JSONValue = ["dialect": "stream", "credentials": ["apiKey": "k1", "apiSecret": "secret"]]
    private let message: JSONValue = [
        "cid": "messaging:fun", "message": ["id": "m1", "text": "héllo <b> & \u{2028} 😀 a/b"],
    ]

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            ("stream_raw", "none"), ("stream_raw", "gzip"), ("stream_stringify", "none"), ("gzip_answer", "gzip"),
        ])
    func aMessageIsAccepted(name: String, compression: JSONValue) async throws {
        let fixture = try ReceiverFixture(name, secret: "secret")
        let delivery = try await deliver(
            "message.new", message, to: fixture, network: network, webhook: ["compression": compression])
        #expect(delivery.attemptStatuses == [200])
        let headers = try await fixture.counted()["lastHeaders"]
        #expect(headers?["content-encoding"] == (compression == "gzip" ? "gzip" : nil))
        #expect(headers?["x-api-key"] == "k1")
    }

    @Test(.timeLimit(.minutes(10)))
    func everyAttemptHasTheSameIdAndItsOwnNumber() async throws {
        let fixture = try ReceiverFixture("stream_dedupes", secret: "secret")
        let delivery = try await deliver(
            "message.new", message, to: fixture, network: network,
            webhook: ["retry": ["policy": "schedule", "delaysMs": [10]]])
        #expect(delivery.attemptStatuses == [500, 200])
        #expect(delivery["attempts"]?.array?.last?["responseBody"]?.string?.contains(#""known": 1"#) == true)
        #expect(try await fixture.counted()["lastHeaders"]?["x-webhook-attempt"] == "2")
    }
}
