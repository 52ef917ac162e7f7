import HeraldModel
import HeraldStore

extension StoreConformance {
    static let receivedCases: [Case] = [
        Case("a provider's request is kept byte for byte beside the event") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let requests = [received(0), received(1), received(20), nil]
            for request in requests { try await harness.accept([harness.event(request, to: webhook)], in: network.id) }
            try check(harness.news.map(\.event.received), is: requests, "what the observer hears of")
            try check(try await harness.owed(webhook).map(\.event.received), is: requests, "what is owed")
            let events = try await harness.events(network.id)
            try check(events.reversed().map(\.received), is: requests, "what history tells")
            guard try await harness.reopen() else { return }
            try check(try await harness.owed(webhook).map(\.event.received), is: requests, "what a restart finds")
        },
        Case("published and received events share a batch") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let requests = (0..<50).map { $0 % 3 == 0 ? nil : received($0) }
            try await harness.accept(requests.map { harness.event($0, to: webhook) }, in: network.id)
            try check(try await harness.owed(webhook).map(\.event.received), is: requests, "what is owed")
        },
        Case("a repeated deduplication key is a duplicate whatever its content") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let first = try await harness.accept([harness.event(key: "a", hash: 1, to: webhook)], in: network.id)[0]
            let outcomes = try await harness.accept(
                [
                    harness.event(key: "a", hash: 2, to: webhook), harness.event(key: "b", hash: 1, to: webhook),
                    harness.event(key: "b", hash: 2, to: webhook), harness.event(id: "a", hash: 3, to: [webhook]),
                ], in: network.id)
            try check(outcomes.map(\.isDuplicate), is: [true, false, true, false], "duplicates")
            try check(outcomes[0].id, is: first.id, "the event of the repetition")
            try check(outcomes[2].id, is: outcomes[1].id, "the event of the repetition in one batch")
            try check(try await harness.owed(webhook).count, is: 3, "deliveries")
            let event = try require(await harness.store.event(first.id, of: network.id), "the event")
            try check(event.externalID, is: nil, "the external id of a received event")
            let other = try await harness.makeNetwork()
            let elsewhere = try await harness.accept([harness.event(key: "a", hash: 1)], in: other.id)
            try check(elsewhere[0].isDuplicate, is: false, "the same key in another network")
            guard try await harness.reopen() else { return }
            let again = try await harness.accept([harness.event(key: "a", hash: 9)], in: network.id)
            try check(again[0].id, is: first.id, "the event of a repetition after a restart")
        },
        Case("a forgotten deduplication key may be used again") { harness in
            let network = try await harness.makeNetwork()
            try await harness.accept([harness.event(key: "a", hash: 1)], in: network.id)
            harness.clock.advance(by: 3_600_000 * 25)
            try await harness.store.forgetDuplicates(before: harness.clock.now)
            let again = try await harness.accept([harness.event(key: "a", hash: 1)], in: network.id)
            try check(again[0].isDuplicate, is: false, "a forgotten key")
        },
        Case("a provider's request goes with the payload") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept([harness.event(received(3), to: webhook)], in: network.id)
            try await harness.settle(try require(harness.news.first, "news"), .delivered)
            harness.clock.advance(by: 8 * 86_400_000)
            var bounds = RetentionBounds()
            bounds.payloadsBefore = harness.clock.now
            var step = try await harness.store.prune(bounds)
            while !step.isLast { step = try await harness.store.prune(bounds) }
            let event = try require(await harness.events(network.id).first, "the event")
            try check(event.hasPayload, is: false, "the payload")
            try check(event.received, is: nil, "the request")
        },
    ]

    private static func received(_ size: Int) -> ReceivedRequest {
        ReceivedRequest(
            sourceID: SourceID(rawValue: 1 << 40), provider: .stream,
            headers: (0..<min(size, 3)).map { .init(name: "X-Üser-\($0)", value: $0 == 0 ? "" : "v=\($0)") },
            body: (0..<size * 100).map { UInt8(truncatingIfNeeded: $0) })
    }
}

extension ConformanceHarness {
    fileprivate func event(_ received: ReceivedRequest?, to webhook: WebhookID) -> NewEvent {
        var event = event(to: [webhook])
        event.received = received
        return event
    }

    fileprivate func event(key: String, hash: Int64, to webhook: WebhookID? = nil) -> NewEvent {
        var event = event(hash: hash, to: webhook.map { [$0] } ?? [])
        event.deduplicationKey = key
        event.received = ReceivedRequest(
            sourceID: SourceID(rawValue: 1), provider: .sendbird, headers: [], body: [1])
        return event
    }
}
