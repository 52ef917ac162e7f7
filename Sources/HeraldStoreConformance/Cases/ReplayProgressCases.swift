import HeraldModel
import HeraldStore

/// What becomes of the deliveries a replay made owed.
extension StoreConformance {
    static let replayProgressCases: [Case] = [
        Case("a replay counts what becomes of its deliveries, also after a restart") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let replay = try await harness.order(.all, at: webhook, of: network)
            let before = harness.news.count
            _ = try await harness.store.advance(replay.id, limit: 6)
            let mine = Array(harness.news.dropFirst(before))
            try await harness.check(replay.id, enqueued: 6, Replay.Outcomes(untried: 6), "at first")
            let later = harness.clock.now.advanced(byMilliseconds: 60_000)
            try await harness.settle(mine[0], .delivered)
            try await harness.settle(mine[1], .failed(reason: "no"))
            try await harness.settle(mine[2], .retry(at: later))
            try await harness.settle(mine[3], nil, isLegacy: true)
            let some = Replay.Outcomes(delivered: 1, failed: 1, untried: 3)
            try await harness.check(replay.id, enqueued: 6, some, "after some")
            // What it did not make owed does not count, nor does an outcome that comes twice.
            try await harness.settle(harness.news[5], .delivered)
            try await harness.settle(mine[0], .delivered)
            try await harness.settle(mine[2], .retry(at: later), number: 2)
            try await harness.check(replay.id, enqueued: 6, some, "after others")
            _ = try await harness.reopen()
            try await harness.check(replay.id, enqueued: 6, some, "after a restart")
            try await harness.settle(mine[2], .delivered, number: 3)
            try await harness.settle(mine[3], .delivered)
            let more = Replay.Outcomes(delivered: 3, failed: 1, untried: 2)
            try await harness.check(replay.id, enqueued: 6, more, "after the rest")
            let done = try await harness.finish(replay.id, limit: 6)
            try check(done.enqueued, is: 8, "enqueued at the end")
            try check(done.owed, is: 4, "owed at the end")
        },
        Case("reopened failures count for their replay, and again for the next") { harness in
            let (network, webhook) = try await harness.publishMixture()
            for round in 2...3 {
                let replay = try await harness.order(.failed, at: webhook, of: network)
                let before = harness.news.count
                _ = try await harness.finish(replay.id, limit: 10)
                for delivery in harness.news.dropFirst(before) {
                    try check(delivery.requeue?.attemptCount, is: round - 1, "attempts before")
                    try await harness.settle(delivery, .failed(reason: "no"), number: round)
                }
                try await harness.check(replay.id, enqueued: 2, Replay.Outcomes(failed: 2), "round \(round)")
            }
        },
        Case("two replays of one webhook count their own deliveries; a cancelled one counts on") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let first = try await harness.order(.all, at: webhook, of: network)
            let second = try await harness.order(.all, at: webhook, of: network)
            let before = harness.news.count
            _ = try await harness.store.advance(first.id, limit: 3)
            _ = try await harness.store.advance(second.id, limit: 2)
            let mine = Array(harness.news.dropFirst(before))
            _ = try await harness.store.setState(.cancelled, of: first.id)
            _ = try await harness.store.setState(.paused, of: second.id)
            for delivery in mine.dropFirst() { try await harness.settle(delivery, .delivered) }
            try await harness.check(
                first.id, enqueued: 3, Replay.Outcomes(delivered: 2, untried: 1), "the cancelled one")
            try await harness.check(second.id, enqueued: 2, Replay.Outcomes(delivered: 2), "the paused one")
            _ = try await harness.store.setState(.running, of: second.id)
            let next = try await harness.store.advance(second.id, limit: 2)
            try check(next.outcomes, is: Replay.Outcomes(delivered: 2, untried: 2), "the second one after its pause")
        },
        Case("what a replay made owed is skipped with its webhook") { harness in
            let (network, webhook) = try await harness.publishMixture()
            let other = try await harness.makeWebhook(network)
            let kept = try await harness.order(.all, at: other, of: network)
            let replay = try await harness.order(.all, at: webhook, of: network)
            _ = try await harness.store.advance(kept.id, limit: 2)
            let before = harness.news.count
            _ = try await harness.store.advance(replay.id, limit: 4)
            let mine = Array(harness.news.dropFirst(before))
            try await harness.settle(mine[0], .delivered)
            try await harness.settle(mine[1], .retry(at: harness.clock.now))
            try await harness.store.deleteWebhook(webhook)
            try await harness.settle(mine[2], .delivered)
            let ended = Replay.Outcomes(delivered: 1, skipped: 3)
            try await harness.check(replay.id, enqueued: 4, ended, "the deleted webhook's")
            try await harness.check(kept.id, enqueued: 2, Replay.Outcomes(untried: 2), "the other webhook's")
            _ = try await harness.reopen()
            try await harness.check(replay.id, enqueued: 4, ended, "after a restart")
        },
        Case("a page of a replay ends early when payloads are large") { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            let large = "\"" + String(repeating: "x", count: 1 << 20) + "\""
            for _ in 0..<7 { try await harness.accept([harness.event(data: large)], in: network) }
            harness.clock.advance(by: 1)
            let replay = try await harness.order(.all, at: webhook, of: network)
            let page = try await harness.store.advance(replay.id, limit: 100)
            try check(page.enqueued > 0, "nothing was taken")
            let done = try await harness.finish(replay.id, limit: 100)
            try check(done.enqueued, is: 7, "enqueued")
        },
    ]
}

extension ConformanceHarness {
    fileprivate func check(
        _ id: ReplayID, enqueued: Int, _ outcomes: Replay.Outcomes, _ what: String
    ) async throws {
        let replay = try require(try await store.replay(id), "the replay")
        try HeraldStoreConformance.check(replay.outcomes, is: outcomes, what)
        try HeraldStoreConformance.check(replay.enqueued, is: enqueued, "enqueued, " + what)
        let ended = outcomes.delivered + outcomes.failed + outcomes.skipped
        try HeraldStoreConformance.check(replay.owed, is: enqueued - ended, "owed, " + what)
    }
}
