import HeraldModel
import HeraldStore

extension StoreConformance {
    static let historyCases: [Case] = [
        Case("events are listed by every filter") { harness in
            let (network, ids) = try await harness.publishHistory()
            let places = { (change: (inout EventQuery) -> Void) async throws -> [Int?] in
                try await harness.events(network, change).map { ids.firstIndex(of: $0.id) }
            }
            let start = harness.clock.now.advanced(byMilliseconds: -6000)
            try check(try await places { _ in }, is: [5, 4, 3, 2, 1, 0], "newest first")
            try check(
                try await places { $0.types = [.init("channel.*"), .init("x")].compactMap(\.self) },
                is: [3, 0], "by pattern")
            try check(
                try await places { $0.types = [EventPattern("message.didCreate")].compactMap(\.self) },
                is: [5, 2, 1], "by type")
            try check(try await places { $0.types = [.everything] }, is: [5, 3, 2, 1, 0], "by everything ordinary")
            try check(
                try await places { $0.types = [EventPattern("nothing.*")].compactMap(\.self) }, is: [], "by no type")
            try check(try await places { $0.since = start.advanced(byMilliseconds: 2000) }, is: [5, 4, 3, 2], "since")
            try check(try await places { $0.until = start.advanced(byMilliseconds: 2000) }, is: [1, 0], "until")
            try check(try await places { $0.orderingKey = "channel:2" }, is: [5, 2], "ordering key")
            try check(try await places { $0.text = "grüße" }, is: [4, 1], "text")
            try check(try await places { $0.text = "GRÜSSE" }, is: [], "text is compared byte for byte")
            try check(try await places { $0.before = ids[2] }, is: [1, 0], "before")
            try check(try await places { $0.after = ids[3] }, is: [4, 5], "after, oldest first")
            try check(try await places { $0.limit = 2 }, is: [5, 4], "limit")
            let combined = try await places {
                $0.types = [EventPattern("message.*")].compactMap(\.self)
                $0.orderingKey = "channel:2"
                $0.before = ids[5]
                $0.limit = 1
            }
            try check(combined, is: [2], "everything together")
        },
        Case("deliveries are listed by every filter") { harness in
            let (network, ids) = try await harness.publishHistory()
            let all = harness.news
            let webhooks = [all[0].webhookID, all[1].webhookID]
            try await harness.settle(all[0], .delivered)
            try await harness.settle(all[1], .failed(reason: "no"))
            try await harness.settle(all[3], .retry(at: harness.clock.now))
            try await harness.settle(all[10], .failed(reason: "no"))
            let places = { (change: (inout DeliveryQuery) -> Void) async throws -> [Int?] in
                try await harness.deliveries(network, change).map { found in all.firstIndex { $0.id == found.id } }
            }
            let start = harness.clock.now.advanced(byMilliseconds: -6000)
            try check(try await places { _ in }, is: Array((0..<12).reversed()), "newest first")
            try check(try await places { $0.statuses = [.failed] }, is: [10, 1], "failed")
            try check(try await places { $0.statuses = [.failed, .skipped] }, is: [10, 1], "failed or skipped")
            try check(try await places { $0.statuses = [.waiting, .delivered] }, is: [3, 0], "waiting or delivered")
            try check(
                try await places { $0.statuses = [.delivering] }, is: [11, 9, 8, 7, 6, 5, 4, 2], "under way")
            try check(try await places { $0.statuses = [.waiting] }, is: [3], "waiting")
            try check(try await places { $0.webhook = webhooks[1] }, is: [11, 9, 7, 5, 3, 1], "by webhook")
            try check(try await places { $0.event = ids[1] }, is: [3, 2], "by event")
            let both = try await places {
                $0.event = ids[1]
                $0.webhook = webhooks[0]
            }
            try check(both, is: [2], "by event and webhook")
            try check(
                try await places { $0.types = [EventPattern("channel.*")].compactMap(\.self) }, is: [7, 6, 1, 0],
                "by pattern")
            try check(try await places { $0.since = start.advanced(byMilliseconds: 5000) }, is: [11, 10], "since")
            try check(try await places { $0.until = start.advanced(byMilliseconds: 1000) }, is: [1, 0], "until")
            try check(try await places { $0.before = all[2].id }, is: [1, 0], "before")
            try check(try await places { $0.limit = 3 }, is: [11, 10, 9], "limit")
            let first = try await harness.deliveries(network) { $0.limit = 1 }[0]
            try check(first.eventPublicID, is: "last", "public id of the event")
            try check(first.type, is: "message.didCreate", "type")
        },
        Case("a search ends at its bound and goes on from there") { harness in
            let (network, ids) = try await harness.publishHistory()
            var query = EventQuery()
            query.text = "grüße"
            let two = SearchBound(rows: 2)
            var pages: [[Int?]] = []
            var ends: [Int?] = []
            repeat {
                let page = try await harness.store.events(of: network, matching: query, within: two)
                pages.append(page.elements.map { ids.firstIndex(of: $0.id) })
                ends.append(page.end.flatMap { ids.firstIndex(of: $0) })
                query.before = page.end
            } while query.before != nil && pages.count < 10
            try check(pages, is: [[4], [], [1], []], "what each part found")
            try check(ends, is: [4, 2, 0, nil], "where each part ended")
            query.limit = 1
            let full = try await harness.store.events(of: network, matching: query, within: two)
            try check(full.elements.map(\.id), is: [ids[4]], "a full page")
            try check(full.end == nil, "a full page tells where it ended")
            query.before = nil
            query.limit = 50
            query.after = ids[0]
            let forward = try await harness.store.events(of: network, matching: query, within: SearchBound(rows: 1))
            try check(forward.elements.map(\.id), is: [ids[1]], "forward")
            try check(forward.end, is: ids[1], "where the search forward ended")

            var found: [DeliveryID] = []
            var deliveries = DeliveryQuery()
            deliveries.types = [EventPattern("channel.*")].compactMap(\.self)
            for _ in 0..<20 {
                let page = try await harness.store.deliveries(
                    of: network, matching: deliveries, within: SearchBound(rows: 1))
                found += page.elements.map(\.id)
                guard let end = page.end else { break }
                try check(deliveries.before.map { end < $0 } ?? true, "a search does not get further")
                try check(page.elements.allSatisfy { $0.id >= end }, "an element lies behind the end")
                deliveries.before = end
            }
            deliveries.before = nil
            let all = try await harness.store.deliveries(of: network, matching: deliveries)
            try check(found, is: all.map(\.id), "deliveries found in parts")
            try check(all.count, is: 4, "deliveries")
            deliveries.event = ids[0]
            let ofEvent = try await harness.store.deliveries(
                of: network, matching: deliveries, within: SearchBound(rows: 1))
            try check(ofEvent.elements.count, is: 2, "an event's deliveries are not bounded")
        },
        Case("single records are found within their network only") { harness in
            let (network, ids) = try await harness.publishHistory()
            let other = try await harness.makeNetwork("other")
            let delivery = harness.news[0].id
            try check(try await harness.store.event(ids[0], of: network)?.id, is: ids[0], "event")
            try check(try await harness.store.event(ids[0], of: other.id) == nil, "another network's event was found")
            try check(try await harness.store.delivery(delivery, of: network)?.id, is: delivery, "delivery")
            try check(
                try await harness.store.delivery(delivery, of: other.id) == nil, "another network's delivery was found")
            try check(try await harness.deliveries(other.id), is: [], "deliveries of another network")
            try check(
                try await harness.deliveries(other.id) { $0.event = ids[0] }, is: [], "another network's event's")
            let webhook = harness.news[0].webhookID
            try check(
                try await harness.deliveries(other.id) { $0.webhook = webhook }, is: [], "another network's webhook's")
            try check(try await harness.store.event(externalID: "last", of: network)?.id, is: ids[5], "by external id")
            try check(
                try await harness.store.event(externalID: "last", of: other.id) == nil, "an external id crossed over")
            try check(
                try await harness.store.event(externalID: "lost", of: network) == nil, "an unknown id was found")
        },
    ]
}

extension ConformanceHarness {
    /// Six events, one a second, each owed to the same two webhooks.
    fileprivate func publishHistory() async throws -> (NetworkID, [EventID]) {
        let network = try await makeNetwork().id
        let webhooks = [try await makeWebhook(network), try await makeWebhook(network)]
        let events = [
            event("channel.didCreate", data: "{\"a\":1}", key: "channel:1", to: webhooks),
            event("message.didCreate", data: "{\"a\":\"grüße\"}", key: "channel:1", to: webhooks),
            event("message.didCreate", data: "{\"a\":2}", key: "channel:2", to: webhooks),
            event("channel.didDelete", data: "{\"a\":3}", to: webhooks),
            event("herald.webhook.paused", data: "{\"b\":\"grüße\"}", to: webhooks),
            event("message.didCreate", id: "last", data: "{\"a\":4}", key: "channel:2", to: webhooks),
        ]
        var ids: [EventID] = []
        for event in events {
            ids += try await accept([event], in: network).map(\.id)
            clock.advance(by: 1000)
        }
        return (network, ids)
    }
}
