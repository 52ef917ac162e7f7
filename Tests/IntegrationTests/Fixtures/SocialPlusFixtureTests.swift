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

    /// Publishes one event for one webhook with that receiver and answers the delivery once it is over.
    private func deliver(
        _ type: String, _ data: JSONValue, to fixture: ReceiverFixture, _ webhook: JSONValue = [:]
    ) async throws -> JSONValue {
        try await withServer { client, _ in
            let network = try await client.makeNetwork()
            let made = try await client.makeWebhook(network, url: fixture.url, webhook)
            let event: JSONValue = ["type": .string(type), "data": data]
            let answer = try await client.expect(202, "POST", network + "/events", event)
            let id = answer["events"]?.array?.first?["id"]?.string ?? ""
            try await eventually("the delivery is over") {
                ["delivered", "failed"]
                    .contains(try await client.deliveries(network, of: id).first?["status"]?.string)
            }
            // Whatever a receiver answers, its webhook stays as it was.
            let after = try await client.expect(200, "GET", network + "/webhooks/\(made["id"]?.string ?? "")")
            #expect(after["status"] == made["status"])
            let delivery = try await client.deliveries(network, of: id).first?["id"]?.string ?? ""
            return try await client.expect(200, "GET", network + "/deliveries/\(delivery)")
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("socialplus_204", 204), ("socialplus_422", 200), ("socialplus_guide", 200),
            ("socialplus_stringify", 200), ("gzip_answer", 200),
        ])
    func aMessageIsAccepted(name: String, status: Int64) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver("message.didCreate", message, to: fixture)
        #expect(delivery["status"] == "delivered")
        #expect(delivery["attempts"]?.array?.count == 1)
        #expect(delivery["attempts"]?.array?.first?["status"]?.integer == status)
        #expect(try await fixture.counted()["acted"] == 1)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [("socialplus_422", "message.didDelete", 422), ("socialplus_hex", "message.didCreate", 401)]
            as [(String, String, Int)])
    func aRefusalUnderTheVendorsPolicyIsOneAttempt(name: String, type: String, status: Int) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver(type, message, to: fixture, ["retry": ["policy": "vendor"]])
        #expect(delivery["status"] == "failed")
        #expect(delivery["attempts"]?.array?.count == 1)
        #expect(try await fixture.count(of: status) == 1)
        #expect(try await fixture.counted()["acted"] == 0)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["never", "socialplus_422"])
    func aReceiverThatHangsTimesOut(name: String) async throws {
        let fixture = try ReceiverFixture(name)
        let delivery = try await deliver(
            "channel.didClose", ["channel": ["channelId": "c1"]], to: fixture,
            ["retry": ["policy": "vendor"], "timeoutMs": 300])
        #expect(delivery["status"] == "failed")
        let attempts = delivery["attempts"]?.array ?? []
        #expect(attempts.count == 1)
        #expect(attempts.first?["status"] == .null)
        #expect(attempts.first?["error"]?.string?.contains("timeout") == true)
        #expect(try await fixture.counted()["hung"] == 1)
    }
}
