import Foundation
import HTTPTypes
import HeraldJSON
import HeraldReceiver
import HeraldTestSupport
import Synchronization
import Testing

/// What owners hear of receivers that fail, over real sockets.
@Suite(.serialized)
struct FailingWebhookTests {
    @Test(.timeLimit(.minutes(10)))
    func aReceiverThatFailsAndRecoversIsAnnouncedToOthers() async throws {
        let isBroken = Mutex(true)
        let flaky = TestSink { _ in isBroken.withLock { $0 } ? .init(status: 500) : .ok }
        let listener = TestSink()
        try await flaky.run { flakyURL in
            try await listener.run { listenerURL in
                try await withServer { client, _ in
                    let network = try await client.makeNetwork()
                    let retry: JSONValue = ["policy": "schedule", "delaysMs": .array(Array(repeating: 50, count: 20))]
                    let failing = try await client.makeWebhook(network, url: flakyURL + "?key=hush", ["retry": retry])
                    let id = try #require(failing["id"]?.string)
                    _ = try await client.makeWebhook(
                        network, url: listenerURL, ["events": ["herald.*"], "secret": "whsec-listener"])
                    var events: [String] = []
                    for _ in 0..<20 { events.append(try await client.publish(network)) }

                    try await eventually("the failing webhook is announced") { listener.count == 1 }
                    let notice = try JSONValue(parsing: listener.arrivals[0].body)
                    #expect(notice["event"]?.string == "herald.webhook.failing")
                    #expect(notice["data"]?["webhook"]?["id"]?.string == id)
                    #expect(notice["data"]?["webhook"]?["url"]?.string == flakyURL)
                    #expect(notice["data"]?["lastStatus"]?.integer == 500)
                    #expect(notice["data"]?["consecutiveFailures"]?.integer == 10)
                    let shown = try await client.expect(200, "GET", network + "/webhooks/\(id)")
                    #expect(["failing", "probing"].contains(shown["health"]?["state"]?.string))
                    #expect((shown["health"]?["consecutiveFailures"]?.integer ?? 0) >= 10)
                    let metrics = try await client.call("GET", "/metrics").body.string ?? ""
                    #expect(metrics.contains("herald_webhook_breaker_open 1"))

                    isBroken.withLock { $0 = false }
                    try await eventually(within: .seconds(60), "its end is announced") { listener.count == 2 }
                    #expect(
                        try JSONValue(parsing: listener.arrivals[1].body)["event"]?.string
                            == "herald.webhook.recovered")
                    for event in events {
                        try await eventually("nothing is lost") {
                            try await client.deliveries(network, of: event).first?["status"]?.string == "delivered"
                        }
                    }
                    let receiver = Receiver(provider: .socialplus, secrets: ["whsec-listener"])
                    for arrival in listener.arrivals {
                        let headers = arrival.headers.map { (name: $0.name.canonicalName, value: $0.value) }
                        #expect(receiver.verify(headers: headers, body: arrival.body).event != nil)
                    }
                    let healthy = try await client.expect(200, "GET", network + "/webhooks/\(id)")
                    #expect(healthy["health"]?["state"]?.string == "healthy")
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func aDeliveryThatIsGivenUpIsAnnounced() async throws {
        let broken = TestSink { _ in .init(status: 404) }
        let listener = TestSink()
        try await broken.run { brokenURL in
            try await listener.run { listenerURL in
                try await withServer { client, _ in
                    let network = try await client.makeNetwork()
                    let retry: JSONValue = ["policy": "schedule", "delaysMs": [20, 20]]
                    let hook = try await client.makeWebhook(network, url: brokenURL, ["retry": retry])
                    _ = try await client.makeWebhook(
                        network, url: listenerURL, ["events": ["herald.delivery.exhausted"]])
                    let event = try await client.publish(network)
                    try await eventually("it is announced") { listener.count == 1 }
                    let notice = try JSONValue(parsing: listener.arrivals[0].body)
                    #expect(notice["event"]?.string == "herald.delivery.exhausted")
                    let data = notice["data"]
                    #expect(data?["eventId"]?.string == event)
                    #expect(data?["eventType"]?.string == "channel.didClose")
                    #expect(data?["attempts"]?.integer == 3)
                    #expect(data?["lastStatus"]?.integer == 404)
                    #expect(data?["webhook"]?["id"] == hook["id"])
                    let log = try await client.expect(200, "GET", network + "/events?type=herald.delivery.exhausted")
                    #expect(log["data"]?.array?.count == 1)
                }
            }
        }
    }
}
