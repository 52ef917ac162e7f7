import HTTPTypes
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@testable import HeraldPanel

@Suite struct LivePageTests {
    @Test func aPageHearsOfANewEvent() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = try await browser.get("/panel/networks/\(network.id)")
            #expect(page.contains("data-live=\"/panel/networks/\(network.id)/live\""))
            #expect(page.contains("id=\"feed\"") && page.contains("It appears here by itself."))
            async let stream = browser.get("/panel/networks/\(network.id)/live?limit=2")
            // The log grows until the stream, whenever it began, has seen that.
            let writer = Task {
                while !Task.isCancelled {
                    let event = NewEvent(
                        type: "channel.didCreate", data: Array("{}".utf8), externalID: nil, contentHash: 1,
                        orderingKey: "channel:c1", occurredAt: stage.clock.now, targets: [])
                    _ = try await stage.store.append([event], to: network.id)
                    stage.clock.advance(seconds: 1)
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            let answer = try await stream
            writer.cancel()
            #expect(answer.status == 200 && answer.headers[.contentType] == "text/event-stream; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.text == "event: change\ndata: {}\n\nevent: change\ndata: {}\n\n")
            let later = try await browser.get("/panel/networks/\(network.id)")
            #expect(later.contains("channel:c1") && later.contains("owed to nobody"))
        }
    }

    @Test func theFeedSumsUpDeliveries() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            _ = try await stage.webhook(network.id)
            _ = try await stage.webhook(network.id, url: "https://other.example/")
            try await stage.failedDelivery(network.id)
            let page = try await browser.get("/panel/networks/\(network.id)")
            #expect(page.contains(">1 failed<") && page.contains(">1 pending<"))
        }
    }

    @Test func strangersHearNothing() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let other = try await stage.network("Red")
        let key = try await stage.key("read", other.id)
        try await stage.run { browser in
            #expect(try await browser.get("/panel/networks/\(network.id)/live?limit=1").status == 303)
            let reader = try await browser.signedIn(key: key.token)
            #expect(try await reader.get("/panel/networks/\(network.id)/live?limit=1").status == 404)
            #expect(try await reader.get("/panel/networks/\(other.id)/live?limit=1").status == 200)
        }
    }

    @Test func watchersAreCountedAndLimited() async throws {
        let activity = DeliveryActivity()
        let webhook = WebhookID(rawValue: 7)
        let attempt = Attempt(
            number: 1, startedAt: Timestamp(milliseconds: 0), durationMicroseconds: 1, status: 200, error: nil)
        let settled = Settlement(
            deliveryID: DeliveryID(rawValue: 1), webhookID: webhook, payloadBytes: 0, attempt: attempt,
            decision: .delivered)
        activity.count([settled])
        var first = activity.watch(most: 2)
        let second = activity.watch(most: 2)
        #expect(first != nil && second != nil && activity.watch(most: 2) == nil)
        #expect(second?.changes(of: [webhook]) == 0, "what nobody watched is not counted")
        activity.count([settled, settled])
        #expect(second?.changes(of: [webhook, WebhookID(rawValue: 8)]) == 2)
        first = nil
        #expect(first == nil && activity.watch(most: 2) != nil)
    }
}
