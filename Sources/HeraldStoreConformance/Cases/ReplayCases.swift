import HeraldModel
import HeraldStore

extension StoreConformance {
    static let replayCases: [Case] = [
        Case("a replay of everything adds deliveries page by page") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let replay = try await harness.order(.all, at: webhook, of: network)
            try check(replay.matched, is: 8, "matched")
            let before = harness.news.count
            var state = try await harness.store.advance(replay.id, limit: 3)
            try check(state.enqueued, is: 3, "after the first page")
            try check(state.state, is: .running, "state after the first page")
            state = try await harness.finish(replay.id, limit: 3)
            try check(state.enqueued, is: 8, "enqueued")
            let added = harness.news.dropFirst(before)
            try check(added.count, is: 8, "news")
            try check(added.map(\.event.id), is: added.map(\.event.id).sorted(), "order of the events")
            try check(Set(added.map(\.event.id)).count, is: 8, "events")
            try check(added.allSatisfy { $0.webhookID == webhook }, "a delivery went elsewhere")
            try check(try await harness.store.replay(replay.id), is: state, "the stored replay")
            let again = try await harness.store.advance(replay.id, limit: 3)
            try check(again, is: state, "a completed replay that is advanced")
        },
        Case("a replay of failures reopens them") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let failed = try await harness.deliveries(network) { $0.statuses = [.failed] }.map(\.id)
            let replay = try await harness.order(.failed, at: webhook, of: network)
            try check(replay.matched, is: 2, "matched")
            let before = harness.news.count
            let state = try await harness.finish(replay.id, limit: 1)
            try check(state.enqueued, is: 2, "enqueued")
            let news = harness.news.dropFirst(before)
            try check(Set(news.map(\.id)), is: Set(failed), "reopened deliveries")
            try check(news.map(\.attemptCount), is: [1, 1], "their attempts")
            let statuses = try await harness.deliveries(network).filter { failed.contains($0.id) }.map(\.status)
            try check(statuses, is: [.pending, .pending], "statuses")
            try check(try await harness.preview(.failed, at: webhook, of: network).matched, is: 0, "failures left")
        },
        Case("a failure followed by a newer delivery is not replayed as failed") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let all = try await harness.order(.all, at: webhook, of: network)
            _ = try await harness.finish(all.id, limit: 100)
            try check(try await harness.preview(.failed, at: webhook, of: network).matched, is: 0, "failures")
        },
        Case("a replay of what was never delivered") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let replay = try await harness.order(.neverDelivered, at: webhook, of: network)
            // Two failed and two without a delivery; the delivered and the owed ones do not count.
            try check(replay.matched, is: 4, "matched")
            let before = harness.news.count
            _ = try await harness.finish(replay.id, limit: 3)
            try check(harness.news.count - before, is: 4, "news")
            let preview = try await harness.preview(.neverDelivered, at: webhook, of: network)
            try check(preview.matched, is: 0, "left")
        },
        Case("a replay takes the webhook's own patterns unless types are given") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network, events: ["channel.*"])
            try await harness.accept(
                [harness.event("channel.didCreate"), harness.event("user.didCreate"), harness.event("channel.x")],
                in: network)
            harness.clock.advance(by: 1)
            try check(try await harness.preview(.all, at: webhook, of: network).matched, is: 2, "own patterns")
            let given = try await harness.preview(.all, at: webhook, of: network, types: ["user.*"])
            try check(given.matched, is: 1, "given types")
            let none = try await harness.preview(.all, at: webhook, of: network, types: ["none"])
            try check(none.matched, is: 0, "types nobody used")
        },
        Case("a replay is bounded in time and its preview shows the newest") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            var ids: [EventID] = []
            for _ in 0..<5 {
                ids += try await harness.accept([harness.event()], in: network).map(\.id)
                harness.clock.advance(by: 1000)
            }
            let end = harness.clock.now
            let selection = Replay.Selection(
                since: end.advanced(byMilliseconds: -4000), until: end.advanced(byMilliseconds: -1000), types: [],
                status: .all)
            let preview = try await harness.store.preview(selection, of: network, at: webhook, sample: 2)
            try check(preview.matched, is: 3, "matched")
            try check(preview.sample.map(\.id), is: [ids[3], ids[2]], "sample")
        },
        Case("a replay is paused, resumed and cancelled") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let replay = try await harness.order(.all, at: webhook, of: network)
            _ = try await harness.store.advance(replay.id, limit: 2)
            try check(try await harness.store.setState(.paused, of: replay.id).state, is: .paused, "paused")
            try check(try await harness.store.advance(replay.id, limit: 2).enqueued, is: 2, "while it is paused")
            try check(try await harness.store.runningReplays().count, is: 0, "running")
            _ = try await harness.store.setState(.running, of: replay.id)
            try check(try await harness.store.runningReplays().map(\.id), is: [replay.id], "running again")
            try check(try await harness.store.advance(replay.id, limit: 2).enqueued, is: 4, "after it went on")
            _ = try await harness.store.setState(.cancelled, of: replay.id)
            try await checkThrows(.conflict, "resuming a cancelled replay") {
                try await harness.store.setState(.running, of: replay.id)
            }
            try check(try await harness.store.advance(replay.id, limit: 2).enqueued, is: 4, "after it was cancelled")
            let unknown = try await harness.store.makeReplayID()
            try await checkThrows(.notFound, "an unknown replay") {
                try await harness.store.setState(.paused, of: unknown)
            }
            try await checkThrows(.notFound, "an unknown replay") {
                try await harness.store.advance(unknown, limit: 2)
            }
        },
        Case("replays are listed newest first and end with their webhook") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let first = try await harness.order(.all, at: webhook, of: network)
            let second = try await harness.order(.failed, at: webhook, of: network)
            try check(try await harness.store.replays(of: network), is: [second, first], "replays")
            try check(try await harness.store.runningReplays(), is: [first, second], "running, oldest first")
            try await harness.store.deleteWebhook(webhook)
            try check(
                try await harness.store.replays(of: network).map(\.state), is: [.cancelled, .cancelled], "states")
            try await checkThrows(.notFound, "a replay to a deleted webhook") {
                try await harness.store.add(first)
            }
        },
        Case("one replay advanced by many tasks sends nothing twice") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            try await harness.accept((0..<100).map { _ in harness.event() }, in: network)
            harness.clock.advance(by: 1)
            let replay = try await harness.order(.all, at: webhook, of: network)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask { _ = try await harness.finish(replay.id, limit: 7) }
                }
                try await group.waitForAll()
            }
            try check(try await harness.store.replay(replay.id)?.enqueued, is: 100, "enqueued")
            let owed = try await harness.owed(webhook)
            try check(owed.count, is: 100, "owed")
            try check(Set(owed.map(\.event.id)).count, is: 100, "events")
        },
    ]
}
