import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct FollowerTests {
    private func delivery(_ id: String, _ status: String, attempts: Int64 = 1) -> JSONValue {
        ["id": .string(id), "status": .string(status), "attemptCount": .number(JSONNumber(attempts))]
    }

    @Test func showsWhatIsNewOrMovedOn() {
        var follower = DeliveryFollower()
        let first = follower.take([delivery("b", "waiting"), delivery("a", "delivered")])
        #expect(first.map { $0.text("id") } == ["a", "b"])
        let second = follower.take([
            delivery("c", "pending"), delivery("b", "delivered", attempts: 2), delivery("a", "delivered"),
        ])
        #expect(second.map { $0.text("id") } == ["b", "c"])
        #expect(follower.take([delivery("c", "pending")]).isEmpty)
    }

    @Test func theFirstLookIsShort() {
        var follower = DeliveryFollower()
        let page = (0..<50).map { delivery(String($0), "delivered") }
        #expect(follower.take(page, shown: 10).count == 10)
    }

    @Test func statsTable() throws {
        let stats = try JSONValue(
            parsing: """
                {"accepted":12,"delivered":10,"failed":1,"waiting":2,"oldestWaitingAt":"2026-01-02T03:04:05.678Z",
                "successRate":0.9099,"latencyMs":{"p50":1.5,"p95":2,"p99":3},
                "webhooks":[{"webhookId":"whk_1","delivered":10,"failed":1,"waiting":2,"successRate":null,"latencyMs":{}}]}
                """)
        let rows = StatsView.table(stats).rows
        #expect(rows[0] == ["all", "12", "10", "1", "2", "2026-01-02T03:04:05.678Z", "90.9 %", "1.5", "2", "3"])
        #expect(rows[1] == ["whk_1", "", "10", "1", "2", "", "", "", "", ""])
    }
}
