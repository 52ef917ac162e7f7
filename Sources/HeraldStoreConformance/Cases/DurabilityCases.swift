import HeraldModel
import HeraldStore

extension StoreConformance {
    static let durabilityCases: [Case] = [
        Case("the store proves that it can write") { harness in
            try await harness.store.checkWritable()
            try check(!harness.store.summary.isEmpty, "the summary is empty")
        },
        Case("a closed store refuses everything") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            try await harness.accept(count: 1, in: network, to: [webhook])
            let store = harness.store
            await store.close()
            await store.close()
            try await checkThrows(.closed, "append") { try await store.append([harness.event()], to: network) }
            try await checkThrows(.closed, "settle") { try await harness.settle(harness.news[0], .delivered) }
            try await checkThrows(.closed, "save") {
                try await store.save(
                    Network(
                        id: NetworkID(rawValue: 1), name: "n", dialect: .standard, createdAt: harness.clock.now))
            }
            try await checkThrows(.closed, "a query") {
                try await store.events(of: network, matching: EventQuery())
            }
            try await checkThrows(.closed, "owed") { try await store.owed(to: webhook, after: nil, limit: 1) }
            try await checkThrows(.closed, "backlog") { try await store.backlog() }
            try await checkThrows(.closed, "an id") { try await store.makeNetworkID() }
            try await checkThrows(.closed, "the check") { try await store.checkWritable() }
        },
        Case("what was submitted before the end is written") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            let accepted = await withTaskGroup(of: Int.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        (try? await harness.accept([harness.event(to: [webhook])], in: network).count) ?? 0
                    }
                }
                group.addTask {
                    await harness.store.close()
                    return 0
                }
                return await group.reduce(0, +)
            }
            try check(harness.news.count, is: accepted, "news of accepted events")
            guard try await harness.reopen() else { return }
            try check(try await harness.owed(webhook).count, is: accepted, "accepted events after the end")
        },
        Case("everything is still there when the store is opened again") { harness in
            let network = try await harness.makeNetwork(
                "kept", credentials: .sendbird(SendbirdCredentials(appID: "a", masterAPIToken: "s3cret")))
            let gone = try await harness.makeNetwork("gone")
            let webhook = try await harness.makeWebhook(network.id, events: ["message.*"])
            let deleted = try await harness.makeWebhook(network.id)
            let key = AccessKey(
                id: try await harness.store.makeKeyID(), name: "k", role: .admin, networkID: nil, tokenHash: [9],
                hint: "hk", createdAt: harness.clock.now)
            try await harness.store.save(key)
            try await harness.accept([harness.event(id: "x", hash: 3, to: [webhook, deleted])], in: network.id)
            try await harness.accept(count: 4, in: network.id, to: [webhook])
            try await harness.store.deleteWebhook(deleted)
            try await harness.store.deleteNetwork(gone.id)
            let mine = harness.news.filter { $0.webhookID == webhook }
            try await harness.settle(mine[0], .delivered)
            try await harness.settle(mine[1], .retry(at: harness.clock.now))
            let replay = Replay(
                id: try await harness.store.makeReplayID(), networkID: network.id, webhookID: webhook,
                selection: Replay.Selection(
                    since: Timestamp(milliseconds: 0), until: harness.clock.now,
                    types: [EventPattern("message.*")].compactMap(\.self), status: .neverDelivered),
                ratePerSecond: nil, state: .paused, matched: 1, enqueued: 0, cursor: EventID(rawValue: 0),
                createdAt: harness.clock.now)
            try await harness.store.add(replay)
            var bucket = StatsBucket(webhookID: webhook, minute: 7)
            bucket.delivered = 5
            try await harness.store.add([bucket])
            let webhooks = try await harness.store.webhooks()
            let deliveries = try await harness.deliveries(network.id)
            let last = try require(deliveries.first, "a delivery").id.rawValue

            // The clock goes back a day, as it may across a restart.
            harness.clock.advance(by: -86_400_000)
            guard try await harness.reopen() else { return }
            let store = harness.store
            try check(try await store.networks(), is: [network], "networks")
            try check(try await store.webhooks(), is: webhooks, "webhooks")
            try check(try await store.keys(), is: [key], "keys")
            try check(try await harness.deliveries(network.id), is: deliveries, "deliveries")
            try check(try await store.attempts(of: mine[0].id).count, is: 1, "attempts")
            try check(try await harness.owed(webhook).map(\.id), is: mine.dropFirst().map(\.id), "owed")
            try check(try await store.backlog(), is: [webhook: 4], "backlog")
            try check(try await store.replay(replay.id), is: replay, "replay")
            try check(try await store.stats(of: [webhook], since: 0), is: [bucket], "stats")
            try await checkThrows(.notFound, "append to the deleted network") {
                try await store.append([harness.event()], to: gone.id)
            }
            let heard = harness.news.count
            let again = try await harness.accept(
                [harness.event(id: "x", hash: 3), harness.event(to: [webhook, deleted])], in: network.id)
            try check(again.map(\.isDuplicate), is: [true, false], "duplicates")
            try check(again[1].id.rawValue > last, "an id did not grow over the restart")
            try check(harness.news.dropFirst(heard).map(\.webhookID), is: [webhook], "news after the restart")
        },
    ]
}
