import HeraldModel
import HeraldStore

extension StoreConformance {
    static let retentionCases: [Case] = [
        Case("without bounds nothing goes") { harness in
            let (network, webhook) = try await harness.publishOld(20)
            try await harness.settleAll(webhook)
            harness.clock.advance(by: 400 * day)
            let step = try await harness.prune(RetentionBounds())
            try check(step.payloads + step.attempts + step.deliveries + step.events, is: 0, "what went")
            try check(try await harness.events(network).count { $0.hasPayload }, is: 20, "payloads")
        },
        Case("a payload goes by its age, its event and delivery stay") { harness in
            let (network, webhook) = try await harness.publishOld(30)
            try await harness.settleAll(webhook)
            harness.clock.advance(by: 8 * day)
            try await harness.accept([harness.event(id: "young", to: [webhook])], in: network)
            let young = try require(harness.news.last, "news")
            try await harness.settle(young, .delivered)
            let step = try await harness.prune(payloads: 7)
            try check(step.payloads, is: 30, "payloads that went")
            let events = try await harness.events(network)
            try check(events.map(\.hasPayload), is: [true] + Array(repeating: false, count: 30), "payloads left")
            try check(events.allSatisfy { $0.requestInfo == nil }, "request information is left")
            try check(events.map(\.orderingKey), is: [nil] + Array(repeating: "key", count: 30), "ordering keys")
            let deliveries = try await harness.deliveries(network)
            try check(deliveries.count, is: 31, "deliveries")
            let old = try require(deliveries.last, "a delivery")
            try check(try await harness.store.attempts(of: old.id).count, is: 1, "its attempts")
            // What has no payload cannot be sent again, by hand or by a replay.
            try await checkThrows(.payloadExpired, "requeuing it") { try await harness.store.requeue(old.id) }
            try check(try await harness.store.requeue(young.id), "a young one was not requeued")
            try await harness.settle(young, .delivered, number: 2)
            for status in [Replay.Status.all, .neverDelivered, .failed] {
                let left = try await harness.replayAll(status, at: webhook, of: network)
                try check(left.matched, is: status == .all ? 1 : 0, "matched by \(status)")
                try check(left.enqueued, is: left.matched, "enqueued by \(status)")
            }
        },
        Case("a replay under way leaves out what lost its payload") { harness in
            let (network, webhook) = try await harness.publishOld(10)
            for delivery in harness.news { try await harness.settle(delivery, .failed(reason: "no")) }
            let replay = try await harness.order(.failed, of: network, at: webhook)
            let first = try await harness.store.advance(replay, limit: 4)
            try check(first.enqueued, is: 4, "before")
            harness.clock.advance(by: 8 * day)
            let step = try await harness.prune(payloads: 7)
            try check(step.payloads, is: 6, "payloads: a running replay's go by their age, but not what is owed")
            var state = first
            while state.state == .running { state = try await harness.store.advance(replay, limit: 4) }
            try check(state.enqueued, is: 4, "after")
            try check(try await harness.owed(webhook).allSatisfy { $0.event.hasPayload }, "an owed payload is gone")
        },
        Case("an attempt goes by its own age") { harness in
            let (network, webhook) = try await harness.publishOld(3)
            try await harness.settleAll(webhook)
            harness.clock.advance(by: 5 * day)
            // The first delivery is sent again: its second attempt is young.
            try check(try await harness.store.requeue(harness.news[0].id), "it was not requeued")
            try await harness.settle(harness.news[0], .delivered, number: 2)
            harness.clock.advance(by: 3 * day)
            let step = try await harness.prune(attempts: 7)
            try check(step.attempts, is: 3, "attempts that went")
            let left = try await harness.store.attempts(of: harness.news[0].id)
            try check(left.map(\.number), is: [2], "the first delivery's attempts")
            let deliveries = try await harness.deliveries(network)
            try check(deliveries.map(\.attemptCount), is: [1, 1, 2], "attempts that were made")
            harness.clock.advance(by: 5 * day)
            try check(try await harness.prune(attempts: 7).attempts, is: 1, "the young one, grown old")
            try check(try await harness.store.attempts(of: harness.news[0].id), is: [], "attempts at the end")
        },
        Case("deliveries go with their attempts, events with their last delivery") { harness in
            let network = try await harness.makeNetwork().id
            let first = try await harness.makeWebhook(network)
            let second = try await harness.makeWebhook(network)
            try await harness.accept([harness.event(id: "both", to: [first, second])], in: network)
            try await harness.accept([harness.event(id: "none")], in: network)
            try await harness.accept([harness.event(id: "again", to: [first])], in: network)
            try await harness.settleAll(first)
            harness.clock.advance(by: 20 * day)
            // A second delivery of an old event, made by a replay.
            _ = try await harness.replayAll(.all, at: first, of: network, limit: 1, pages: 1)
            try await harness.settleAll(first)
            harness.clock.advance(by: 11 * day)
            try await harness.store.forgetDuplicates(before: harness.clock.now)
            var step = try await harness.prune(deliveries: 30)
            try check(step.deliveries, is: 2, "deliveries that went")
            try check(step.attempts, is: 2, "attempts that went with them")
            try check(step.events, is: 2, "events that went: the one nobody wanted, and the one all are done with")
            try check(try await harness.events(network).map(\.externalID), is: ["both"], "events")
            try check(try await harness.deliveries(network).map(\.webhookID), is: [first, second], "deliveries")
            try check(try await harness.store.attempts(of: harness.news[0].id), is: [], "attempts of what went")
            try check(
                try await harness.store.event(externalID: "none", of: network) == nil, "it is found by its id")
            try check(try await harness.store.requeue(harness.news[0].id) == false, "what went was requeued")
            try await harness.settleAll(second)
            harness.clock.advance(by: 31 * day)
            step = try await harness.prune(deliveries: 30)
            try check([step.deliveries, step.events], is: [2, 1], "the rest")
            try check(try await harness.events(network).count, is: 0, "events at the end")
        },
        Case("what is owed stays, whatever its age, until it is finished") { harness in
            let (network, webhook) = try await harness.publishOld(40)
            let news = harness.news
            for (index, delivery) in news.enumerated() {
                switch index % 4 {
                case 0: break
                case 1: try await harness.settle(delivery, .retry(at: harness.clock.now))
                case 2: try await harness.settle(delivery, .delivered)
                default:
                    try await harness.settle(delivery, .failed(reason: "no"))
                    _ = try await harness.store.requeue(delivery.id)
                }
            }
            harness.clock.advance(by: 1000 * day)
            try await harness.store.forgetDuplicates(before: harness.clock.now)
            let step = try await harness.prune(payloads: 1, attempts: 1, deliveries: 1)
            try check([step.deliveries, step.events], is: [10, 10], "what went")
            let owed = try await harness.owed(webhook)
            try check(owed.count, is: 30, "owed")
            try check(owed.allSatisfy { $0.event.hasPayload }, "an owed delivery has no payload")
            try check(try await harness.store.attempts(of: news[1].id).count, is: 1, "attempts of a waiting one")
            try check(try await harness.store.attempts(of: news[3].id).count, is: 1, "attempts of a requeued one")
            guard try await harness.reopen() else { return }
            for delivery in owed { try await harness.settle(delivery, .delivered, number: 5) }
            harness.clock.advance(by: 2 * day)
            let rest = try await harness.prune(payloads: 1, attempts: 1, deliveries: 1)
            try check([rest.deliveries, rest.events], is: [30, 30], "the rest")
            try check(try await harness.deliveries(network), is: [], "deliveries at the end")
            try check(try await harness.events(network).count, is: 0, "events at the end")
        },
        Case("a payload that was kept because it was owed goes later") { harness in
            let (network, webhook) = try await harness.publishOld(12)
            let news = harness.news
            for delivery in news.prefix(6) { try await harness.settle(delivery, .delivered) }
            harness.clock.advance(by: 8 * day)
            try check(try await harness.prune(payloads: 7).payloads, is: 6, "payloads of what is done")
            try await harness.settle(news[6], .failed(reason: "no"))
            // Its payload is still there, so it can be sent again, until the next look.
            try check(try await harness.store.requeue(news[6].id), "it was not requeued")
            for delivery in news.dropFirst(6) { try await harness.settle(delivery, .delivered, number: 2) }
            harness.clock.advance(by: 8 * day)
            try check(try await harness.prune(payloads: 7).payloads, is: 6, "payloads kept before")
            try check(try await harness.events(network).count { $0.hasPayload }, is: 0, "payloads left")
            try await harness.accept([harness.event(to: [webhook])], in: network)
        },
        Case("an id that counts as a duplicate keeps its event") { harness in
            let network = try await harness.makeNetwork().id
            try await harness.accept([harness.event(id: "x"), harness.event()], in: network)
            harness.clock.advance(by: 10 * day)
            try check(try await harness.prune(payloads: 1, deliveries: 1).events, is: 1, "the one without an id")
            let again = try await harness.accept([harness.event(id: "x")], in: network)
            try check(again.map(\.isDuplicate), is: [true], "it is a duplicate")
            try await harness.store.forgetDuplicates(before: harness.clock.now)
            harness.clock.advance(by: 2 * day)
            try check(try await harness.prune(deliveries: 1).events, is: 1, "once it was forgotten")
            let fresh = try await harness.accept([harness.event(id: "x")], in: network)
            try check(fresh.map(\.isDuplicate), is: [false], "it is new again")
        },
        Case("over its size the store lets the oldest finished data go") { harness in
            let (network, webhook) = try await harness.publishOld(1600, data: String(repeating: "x", count: 600))
            let news = harness.news
            let owed = Set([3, 700, 1599].map { news[$0].id })
            for delivery in news where !owed.contains(delivery.id) { try await harness.settle(delivery, .delivered) }
            let before = try await harness.store.usage()
            try check(before.owed, is: BacklogSize(deliveries: 3, bytes: 3 * 602), "owed")
            var bounds = RetentionBounds()
            bounds.maxBytes = before.usedBytes / 2
            let step = try await harness.prune(bounds)
            let after = try await harness.store.usage()
            try check(after.usedBytes <= before.usedBytes / 2, "\(after.usedBytes) bytes of \(before.usedBytes)")
            try check(!step.isOverSize, "it says that it is too large")
            let left = try await harness.deliveries(network).map(\.id)
            try check(left.count > 100, "only \(left.count) deliveries are left")
            try check(owed.isSubset(of: left), "an owed delivery went")
            let finished = left.filter { !owed.contains($0) }
            let newest = news.suffix(finished.count + 2).map(\.id).filter { !owed.contains($0) }
            let other = Set(finished.prefix(newest.count)).symmetricDifference(newest)
            try check(other.count <= 2, "not the newest stayed")
            try check(try await harness.owed(webhook).allSatisfy { $0.event.hasPayload }, "an owed payload went")
            // What is owed alone is over this one.
            bounds.maxBytes = 1
            try check(try await harness.prune(bounds).isOverSize, "it does not say that it is too large")
            try check(try await harness.deliveries(network).count, is: 3, "what is owed")
            try check(try await harness.events(network).count, is: 3, "their events")
        },
        Case("the size limit leaves alone what a running replay may take") { harness in
            let (network, webhook) = try await harness.publishOld(30)
            for delivery in harness.news { try await harness.settle(delivery, .failed(reason: "no")) }
            let (other, stranger) = try await harness.publishOld(30)
            try await harness.settleAll(stranger)
            let replay = try await harness.order(.failed, of: network, at: webhook)
            var bounds = RetentionBounds()
            bounds.maxBytes = 1
            _ = try await harness.prune(bounds)
            try check(try await harness.deliveries(other).count, is: 0, "another network's deliveries")
            let state = try await harness.store.advance(replay, limit: 100)
            try check(state.enqueued, is: 30, "replayed")
            try await harness.settleAll(webhook)
            harness.clock.advance(by: day)
            _ = try await harness.prune(bounds)
            try check(try await harness.events(network).count, is: 0, "events once it is done")
        },
    ]

    private static let day: Int64 = 86_400_000
}

extension ConformanceHarness {
    /// Publishes events without external ids to one webhook of a new network.
    fileprivate func publishOld(
        _ count: Int, data: String = "old"
    ) async throws -> (network: NetworkID, webhook: WebhookID) {
        let network = try await makeNetwork().id
        let webhook = try await makeWebhook(network)
        let event = NewEvent(
            type: "message.didCreate", data: Array("\"\(data)\"".utf8), orderingKey: "key", occurredAt: clock.now,
            requestInfo: Array("{}".utf8), targets: [webhook])
        for start in stride(from: 0, to: count, by: 100) {
            try await accept(Array(repeating: event, count: min(100, count - start)), in: network)
            clock.advance(by: 1)
        }
        return (network, webhook)
    }

    fileprivate func settleAll(_ webhook: WebhookID) async throws {
        for delivery in try await owed(webhook) {
            try await settle(delivery, .delivered, number: delivery.attemptCount + 1)
        }
    }

    /// Prunes by ages in days until nothing more can go.
    fileprivate func prune(
        payloads: Int64? = nil, attempts: Int64? = nil, deliveries: Int64? = nil
    ) async throws -> PruneStep {
        let before = { (days: Int64?) in days.map { self.clock.now.advanced(byMilliseconds: -$0 * 86_400_000) } }
        var bounds = RetentionBounds()
        bounds.payloadsBefore = before(payloads)
        bounds.attemptsBefore = before(attempts)
        bounds.deliveriesBefore = before(deliveries)
        return try await prune(bounds)
    }

    fileprivate func prune(_ bounds: RetentionBounds) async throws -> PruneStep {
        var sum = PruneStep()
        for _ in 0..<10_000 {
            let step = try await store.prune(bounds)
            sum.count(step)
            sum.isOverSize = step.isOverSize
            if step.isLast { return sum }
        }
        throw ConformanceFailure(message: "pruning does not come to an end", file: #fileID, line: #line)
    }

    /// Orders a replay of everything up to now.
    fileprivate func order(
        _ status: Replay.Status, of network: NetworkID, at webhook: WebhookID, matched: Int = 0
    ) async throws -> ReplayID {
        let replay = Replay(
            id: try await store.makeReplayID(), networkID: network, webhookID: webhook,
            selection: Replay.Selection(
                since: Timestamp(milliseconds: 0), until: clock.now.advanced(byMilliseconds: 1), types: [],
                status: status),
            ratePerSecond: nil, state: .running, matched: matched, enqueued: 0, cursor: EventID(rawValue: 0),
            createdAt: clock.now)
        try await store.add(replay)
        return replay.id
    }

    /// Replays everything up to now, or so many pages, and cancels what is left.
    fileprivate func replayAll(
        _ status: Replay.Status, at webhook: WebhookID, of network: NetworkID, limit: Int = 100, pages: Int = 100
    ) async throws -> Replay {
        let selection = Replay.Selection(
            since: Timestamp(milliseconds: 0), until: clock.now.advanced(byMilliseconds: 1), types: [], status: status)
        let matched = try await store.preview(selection, of: network, at: webhook, sample: 1).matched
        let id = try await order(status, of: network, at: webhook, matched: matched)
        for _ in 0..<pages {
            let replay = try await store.advance(id, limit: limit)
            if replay.state != .running { return replay }
        }
        return try await store.setState(.cancelled, of: id)
    }
}
