import HeraldModel
import HeraldStore

extension StoreConformance {
    static let settleCases: [Case] = [
        Case("delivered, retried and failed deliveries") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 4, in: network.id, to: [webhook])
            let news = harness.news
            let later = harness.clock.now.advanced(byMilliseconds: 60_000)
            try await harness.settle(news[0], .delivered)
            try await harness.settle(news[1], .retry(at: later))
            try await harness.settle(news[2], .failed(reason: "gone"))
            let all = try await harness.deliveries(network.id)
            try check(all.map(\.status), is: [.pending, .failed, .waiting, .delivered], "statuses, newest first")
            try check(all.map(\.attemptCount), is: [0, 1, 1, 1], "attempt counts")
            try check(all.map(\.nextAttemptAt), is: [nil, nil, later, nil], "next attempts")
            try check(all.map(\.reason), is: [nil, "gone", nil, nil], "reasons")
            let owed = try await harness.owed(webhook)
            try check(owed.map(\.id), is: [news[1].id, news[3].id], "what is still owed")
            try check(owed.map(\.attemptCount), is: [1, 0], "attempts of what is owed")
            try check(owed.map(\.dueAt), is: [later, nil], "due times of what is owed")
            try check(try await harness.store.backlog(), is: [webhook: 2], "backlog")
        },
        Case("attempts are kept in order with their answers") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            let delivery = harness.news[0]
            let first = harness.attempt(1, status: nil)
            let second = harness.attempt(2, status: 503)
            let legacy = harness.attempt(2, isLegacy: true, status: 401)
            let settle = { (attempt: Attempt, decision: Settlement.Decision?) in
                Settlement(
                    deliveryID: delivery.id, webhookID: webhook, payloadBytes: delivery.event.payloadBytes,
                    attempt: attempt,
                    decision: decision)
            }
            try await harness.store.settle([settle(first, .retry(at: harness.clock.now))])
            try await harness.store.settle([settle(legacy, nil), settle(second, .failed(reason: "no"))])
            let attempts = try await harness.store.attempts(of: delivery.id)
            try check(attempts, is: [first, second, legacy], "attempts")
        },
        Case("an attempt keeps what its time went to") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            var timings: [AttemptTiming?] = [nil, AttemptTiming(isReused: true), AttemptTiming(isReused: false)]
            for time in [0, 1, 126, 127, 128, 16_383, 90_000_000] as [Int64] {
                var reused = AttemptTiming(isReused: true)
                reused.firstByteMicroseconds = time
                var fresh = AttemptTiming(isReused: false)
                fresh.resolveMicroseconds = time % 2 == 0 ? time : nil
                fresh.connectMicroseconds = time + 1
                fresh.tlsMicroseconds = time % 2 == 0 ? nil : time
                fresh.firstByteMicroseconds = time * 2
                timings += [reused, fresh]
            }
            try await harness.accept(count: timings.count + 1, in: network.id, to: [webhook])
            var settlements: [Settlement] = []
            for (delivery, timing) in zip(harness.news, timings) {
                var attempt = harness.attempt(1)
                attempt.timing = timing
                settlements.append(
                    Settlement(
                        deliveryID: delivery.id, webhookID: webhook, payloadBytes: delivery.event.payloadBytes,
                        attempt: attempt, decision: .delivered))
            }
            // Many at once, and each alone.
            try await harness.store.settle(settlements)
            for settlement in settlements {
                let attempts = try await harness.store.attempts(of: settlement.deliveryID)
                try check(attempts, is: [settlement.attempt], "attempt")
            }
            for (number, timing) in timings.enumerated() {
                var attempt = harness.attempt(number + 1, status: 500)
                attempt.timing = timing
                let last = harness.news[timings.count]
                try await harness.store.settle([
                    Settlement(
                        deliveryID: last.id, webhookID: webhook, payloadBytes: last.event.payloadBytes,
                        attempt: attempt, decision: .retry(at: harness.clock.now))
                ])
            }
            let alone = try await harness.store.attempts(of: harness.news[timings.count].id)
            try check(alone.map(\.timing), is: timings, "attempts recorded one by one")
        },
        Case("a legacy attempt decides nothing") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            try await harness.settle(harness.news[0], nil, isLegacy: true)
            let delivery = try await harness.deliveries(network.id)[0]
            try check(delivery.status, is: .pending, "status")
            try check(delivery.attemptCount, is: 0, "attempt count")
            try check(try await harness.store.attempts(of: delivery.id).count, is: 1, "attempts")
        },
        Case("a late outcome is recorded and changes nothing else") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            let delivery = harness.news[0]
            try await harness.store.deleteWebhook(webhook)
            try await harness.settle(delivery, .delivered)
            let found = try await harness.deliveries(network.id)[0]
            try check(found.status, is: .skipped, "status")
            try check(found.attemptCount, is: 1, "attempt count")
            try check(try await harness.store.attempts(of: delivery.id).count, is: 1, "attempts")
            try check(try await harness.store.backlog(), is: [:], "backlog")
        },
        Case("outcomes of unknown deliveries are ignored") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            let ghost = OwedDelivery(
                id: DeliveryID(rawValue: 1), webhookID: webhook, event: harness.news[0].event)
            try await harness.settle(ghost, .delivered)
            try await harness.settle(ghost, nil, isLegacy: true)
            try check(try await harness.store.attempts(of: ghost.id), is: [], "attempts of an unknown delivery")
            try check(try await harness.store.backlog(), is: [webhook: 1], "backlog")
        },
        Case("settlements beside appends, from many tasks") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<20 {
                    group.addTask {
                        let id = try await harness.accept([harness.event(to: [webhook])], in: network.id)[0].id
                        let news = try require(harness.news.first { $0.event.id == id }, "the news of an event")
                        if task % 2 == 0 { try await harness.settle(news, .delivered) }
                    }
                }
                try await group.waitForAll()
            }
            try check(try await harness.store.backlog(), is: [webhook: 10], "backlog")
            let delivered = try await harness.deliveries(network.id) { $0.statuses = [.delivered] }
            try check(delivered.count, is: 10, "delivered")
        },
    ]
}
