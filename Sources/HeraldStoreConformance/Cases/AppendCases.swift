import HeraldModel
import HeraldStore

extension StoreConformance {
    static let appendCases: [Case] = [
        Case("ids grow in commit order") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            var last: Int64 = 0
            for _ in 0..<20 {
                let outcomes = try await harness.accept(
                    [harness.event(to: [webhook]), harness.event(to: [webhook])], in: network.id)
                for outcome in outcomes {
                    try check(outcome.id.rawValue > last, "an event id did not grow")
                    last = outcome.id.rawValue
                }
                harness.clock.advance(by: -1)
            }
            let ids = harness.news.map(\.id)
            try check(ids, is: ids.sorted(), "delivery ids in commit order")
            try check(Set(ids).count, is: 40, "distinct delivery ids")
        },
        Case("the observer hears everything before append returns") { harness in
            let network = try await harness.makeNetwork()
            let first = try await harness.makeWebhook(network.id)
            let second = try await harness.makeWebhook(network.id)
            let outcomes = try await harness.accept(
                [harness.event("a.b", data: "{\"x\":1}", to: [first, second]), harness.event("a.c", to: [second])],
                in: network.id)
            let news = harness.news
            try check(outcomes.map(\.deliveryCount), is: [2, 1], "delivery counts")
            try check(news.map(\.webhookID), is: [first, second, second], "whom the news is for")
            try check(news.map(\.event.id), is: [0, 0, 1].map { outcomes[$0].id }, "which events the news is of")
            try check(news[0].event.data, is: Array("{\"x\":1}".utf8), "the payload in the news")
            try check(news.map(\.attemptCount), is: [0, 0, 0], "attempts of new deliveries")
            try check(news.allSatisfy { $0.dueAt == nil }, "a new delivery has a due time")
        },
        Case("an event keeps all its parts") { harness in
            let network = try await harness.makeNetwork()
            let new = NewEvent(
                type: "channel.didCreate", data: Array("{\"text\":\"grüße 🎉\"}".utf8), externalID: "é/1",
                contentHash: -5, orderingKey: "channel:c1", occurredAt: Timestamp(milliseconds: 1_700_000_000_123),
                requestInfo: Array("{\"ip\":\"192.0.2.1\"}".utf8), notice: "unknown type", targets: [])
            let id = try await harness.accept([new], in: network.id)[0].id
            let event = try require(try await harness.store.event(id, of: network.id), "the event")
            try check(event.type, is: new.type, "type")
            try check(event.data, is: new.data, "data")
            try check(event.externalID, is: new.externalID, "external id")
            try check(event.publicID, is: "é/1", "public id")
            try check(event.orderingKey, is: new.orderingKey, "ordering key")
            try check(event.occurredAt, is: new.occurredAt, "occurred at")
            try check(event.requestInfo, is: new.requestInfo, "request info")
            try check(event.notice, is: new.notice, "notice")
            try check(event.networkID, is: network.id, "network")
            try check(event.acceptedAt, is: harness.clock.now, "accepted at")
            let bare = try await harness.accept([harness.event(data: "")], in: network.id)[0].id
            let empty = try require(try await harness.store.event(bare, of: network.id), "the bare event")
            try check(empty.data, is: [], "empty data")
            try check(empty.externalID == nil && empty.orderingKey == nil && empty.notice == nil, "a part appeared")
            try check(empty.requestInfo, is: nil, "no request info")
        },
        Case("a network that is unknown or deleted takes no events") { harness in
            let unknown = try await harness.store.makeNetworkID()
            try await checkThrows(.notFound, "append to an unknown network") {
                try await harness.store.append([harness.event()], to: unknown)
            }
            let network = try await harness.makeNetwork()
            try await harness.store.deleteNetwork(network.id)
            try await checkThrows(.notFound, "append to a deleted network") {
                try await harness.store.append([harness.event()], to: network.id)
            }
        },
        Case("targets that are deleted or another network's get no delivery") { harness in
            let network = try await harness.makeNetwork()
            let other = try await harness.makeNetwork("other")
            let live = try await harness.makeWebhook(network.id)
            let gone = try await harness.makeWebhook(network.id)
            let foreign = try await harness.makeWebhook(other.id)
            try await harness.store.deleteWebhook(gone)
            let outcomes = try await harness.accept([harness.event(to: [gone, live, foreign])], in: network.id)
            try check(outcomes[0].deliveryCount, is: 1, "deliveries")
            try check(harness.news.map(\.webhookID), is: [live], "targets")
        },
        Case("an empty batch is accepted") { harness in
            let network = try await harness.makeNetwork()
            try check(try await harness.accept([], in: network.id).count, is: 0, "outcomes")
        },
        Case("concurrent appends lose and repeat nothing") { harness in
            let network = try await harness.makeNetwork()
            let webhooks = [try await harness.makeWebhook(network.id), try await harness.makeWebhook(network.id)]
            let accepted = try await withThrowingTaskGroup(of: [AppendedEvent].self) { group in
                for task in 0..<40 {
                    group.addTask {
                        var outcomes: [AppendedEvent] = []
                        for step in 0..<5 {
                            let batch = (0...step).map {
                                harness.event(id: "\(task)-\(step)-\($0)", to: webhooks)
                            }
                            outcomes += try await harness.accept(batch, in: network.id)
                        }
                        return outcomes
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            try check(Set(accepted.map(\.id)).count, is: 600, "distinct events")
            try check(accepted.allSatisfy { !$0.isDuplicate }, "a new event was taken for a duplicate")
            for webhook in webhooks {
                let owed = try await harness.owed(webhook)
                try check(Set(owed.map(\.event.id)), is: Set(accepted.map(\.id)), "events owed")
                try check(owed.count, is: 600, "deliveries owed")
                try check(owed.map(\.id), is: owed.map(\.id).sorted(), "order of owed deliveries")
                let heard = harness.news.filter { $0.webhookID == webhook }.map(\.id)
                try check(heard, is: owed.map(\.id), "what the observer heard, in commit order")
            }
        },
    ]
}
