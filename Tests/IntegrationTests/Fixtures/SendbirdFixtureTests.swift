import HeraldJSON
import HeraldTestSupport
import Testing

/// Deliveries to receivers that were written for Sendbird (`reference/sendbird.md` §7).
@Suite(.serialized)
struct SendbirdFixtureTests {
    private static let token = "sb-test-token"
    private static let network: JSONValue = [
        "dialect": "sendbird", "credentials": ["appId": "A1", "masterApiToken": .string(token)],
    ]
    private static let channel: JSONValue = [
        "channel_url": "sendbird_group_channel_1", "name": "Süd/West 🌍", "cover_url": "https://cdn.example/a.png",
    ]
    private static let plain: JSONValue = ["channel_url": "sendbird_group_channel_1", "name": "South"]
    private static let linked: JSONValue = ["channel_url": "c1", "cover_url": "https://cdn.example/a.png"]

    private static func message(in channel: JSONValue, sender: String = "u1") -> JSONValue {
        [
            "sender": ["user_id": .string(sender)], "type": "MESG", "channel": channel, "members": [["user_id": "u1"]],
            "payload": ["message_id": 9_223_372_036_854_775_807, "message": "hello", "created_at": 1_700_000_000_123],
        ]
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let fixture: String
        let type: String
        let data: JSONValue
        let statuses: [Int64]
        var acted: Int64 = 1
        var webhook: JSONObject = JSONObject()

        var testDescription: String { "\(fixture), \(type), \(statuses)" }
    }

    static let cases: [Case] = [
        Case(fixture: "sendbird_raw", type: "group_channel:create", data: ["channel": channel], statuses: [200]),
        Case(
            fixture: "sendbird_text", type: "group_channel:message_send", data: message(in: channel), statuses: [200]),
        Case(
            fixture: "sendbird_exact", type: "group_channel:message_send", data: message(in: channel), statuses: [200]),
        Case(
            fixture: "sendbird_members", type: "group_channel:message_send", data: message(in: plain),
            statuses: [500, 500, 500], acted: 0),
        Case(
            fixture: "sendbird_members", type: "group_channel:message_send", data: message(in: plain), statuses: [200],
            webhook: JSONObject([.init("includeMembers", true)])),
        // A slash is no trouble for who replaces it; characters outside ASCII are, in Sendbird's own form as well.
        Case(fixture: "sendbird_slashes", type: "group_channel:create", data: ["channel": linked], statuses: [200]),
        Case(
            fixture: "sendbird_slashes", type: "group_channel:create", data: ["channel": channel],
            statuses: [401, 401, 401], acted: 0),
        Case(fixture: "sendbird_reserialised", type: "group_channel:create", data: ["channel": plain], statuses: [200]),
        Case(
            fixture: "sendbird_reserialised", type: "group_channel:create", data: ["channel": linked],
            statuses: [401, 401, 401], acted: 0),
        Case(
            fixture: "sendbird_remembers", type: "group_channel:message_send", data: message(in: channel),
            statuses: [503, 200]),
        Case(
            fixture: "sendbird_strict_times", type: "group_channel:message_update",
            data: ["payload": ["message_id": 7], "channel": plain], statuses: [400, 400, 400], acted: 0),
        Case(
            fixture: "sendbird_own_secret", type: "user:block", data: ["blocker": ["user_id": "u1"]],
            statuses: [401, 401, 401], acted: 0),
        Case(
            fixture: "sendbird_bot", type: "group_channel:message_send", data: message(in: plain, sender: "bot"),
            statuses: [200], acted: 0),
    ]

    @Test(.timeLimit(.minutes(10)), arguments: cases)
    func endsAsTheVendorsOwnDeliveryWould(test: Case) async throws {
        let fixture = try ReceiverFixture(test.fixture, secret: Self.token)
        var webhook = test.webhook
        webhook["retry"] = ["policy": "schedule", "delaysMs": [10, 10]]
        let delivery = try await deliver(
            test.type, test.data, to: fixture, network: Self.network, webhook: .object(webhook))
        #expect(delivery.attemptStatuses == test.statuses)
        #expect(try await fixture.counted()["acted"]?.integer == test.acted)
    }

    @Test(.timeLimit(.minutes(10)))
    func aReceiverThatNeverAnswersGetsTheVendorsThreeAttempts() async throws {
        let fixture = try ReceiverFixture("sendbird_raw", secret: Self.token)
        let delivery = try await deliver(
            "user:block", ["blocker": ["user_id": "u1"]], to: fixture, network: Self.network,
            webhook: ["retry": ["policy": "vendor"], "timeoutMs": 200])
        #expect(delivery["status"] == "failed")
        #expect(delivery.attemptStatuses == [0, 0, 0])
        #expect(try await fixture.counted()["hung"] == 3)
    }
}
