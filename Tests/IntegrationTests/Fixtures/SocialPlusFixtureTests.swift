import HeraldJSON
import HeraldTestSupport
import Testing

/// Deliveries to receivers that were written for social.plus (`reference/social-plus.md` §12).
@Suite(.serialized)
struct SocialPlusFixtureTests {
    private let message: JSONValue = [
        "messages": [["messageId": "m1", "channelId": "c1", "userId": "7", "data": ["text": "héllo 🌍 a/b \u{2028}"]]],
        "users": [["userId": "7", "metadata": ["mood": "a/b"]]],
    ]

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            ("socialplus_204", 204), ("socialplus_422", 200), ("socialplus_guide", 200), ("socialplus_stringify", 200),
            ("gzip_answer", 200),
        ] as [(String, Int64)])
    func aMessageIsAccepted(name: String, status: Int64) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver("message.didCreate", message, to: fixture, webhook: ["secret": "whsec-test-1"])
        #expect(delivery["status"] == "delivered")
        #expect(delivery.attemptStatuses == [status])
        #expect(try await fixture.counted()["acted"] == 1)
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [("socialplus_422", "message.didDelete", 422), ("socialplus_hex", "message.didCreate", 401)]
            as [(String, String, Int64)])
    func aRefusalUnderTheVendorsPolicyIsOneAttempt(name: String, type: String, status: Int64) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver(
            type, message, to: fixture, webhook: ["secret": "whsec-test-1", "retry": ["policy": "vendor"]])
        #expect(delivery["status"] == "failed")
        #expect(delivery.attemptStatuses == [status])
        #expect(try await fixture.counted()["acted"] == 0)
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["never", "socialplus_422"])
    func aReceiverThatHangsTimesOut(name: String) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver(
            "channel.didClose", ["channel": ["channelId": "c1"]], to: fixture,
            webhook: ["retry": ["policy": "vendor"], "timeoutMs": 300])
        #expect(delivery["status"] == "failed")
        #expect(delivery.attemptStatuses == [0])
        #expect(delivery["attempts"]?.array?.first?["error"]?.string?.contains("timeout") == true)
        #expect(try await fixture.counted()["hung"] == 1)
    }
}
