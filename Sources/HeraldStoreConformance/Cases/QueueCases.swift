import HeraldModel
import HeraldStore

extension StoreConformance {
    static let queueCases: [Case] = [
        Case("owed deliveries are paged oldest first") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let other = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 25, in: network.id, to: [webhook, other])
            let expected = harness.news.filter { $0.webhookID == webhook }.map(\.id)
            var pages: [[DeliveryID]] = []
            repeat {
                let page = try await harness.store.owed(to: webhook, after: pages.last?.last, limit: 10)
                pages.append(page.map(\.id))
            } while !(pages.last?.isEmpty ?? true)
            try check(pages.map(\.count), is: [10, 10, 5, 0], "page sizes")
            try check(pages.flatMap(\.self), is: expected, "paged deliveries")
            let one = try await harness.store.owed(to: webhook, after: expected[3], limit: 1)
            try check(one.first?.event.data, is: Array("{\"n\":4}".utf8), "the payload of a paged delivery")
        },
        Case("due deliveries come soonest first") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 6, in: network.id, to: [webhook])
            let start = harness.clock.now
            for (index, delivery) in harness.news.dropFirst().enumerated() {
                let time = start.advanced(byMilliseconds: Int64(5000 - index * 1000))
                try await harness.settle(delivery, .retry(at: time))
            }
            let time = start.advanced(byMilliseconds: 3000)
            let due = try await harness.store.due(at: webhook, before: time, limit: 10)
            try check(due.map(\.id), is: [5, 4, 3].map { harness.news[$0].id }, "due deliveries")
            try check(due.map(\.attemptCount), is: [1, 1, 1], "their attempts")
            let first = try await harness.store.due(at: webhook, before: time, limit: 1)
            try check(first.map(\.dueAt), is: [start.advanced(byMilliseconds: 1000)], "the soonest")
            try await harness.settle(due[0], .delivered, number: 2)
            let left = try await harness.store.due(at: webhook, before: time, limit: 10)
            try check(left.map(\.id), is: due.dropFirst().map(\.id), "due after one was delivered")
        },
        Case("a finished delivery is requeued") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 2, in: network.id, to: [webhook])
            let delivery = harness.news[0]
            try await harness.settle(delivery, .failed(reason: "no"), number: 3)
            try check(try await harness.store.requeue(delivery.id), "requeue said no")
            let news = try require(harness.news.last, "the news")
            try check(news.id, is: delivery.id, "the requeued delivery")
            try check(news.attemptCount, is: 3, "its attempts")
            try check(news.event.data, is: delivery.event.data, "its payload")
            let found = try require(try await harness.store.delivery(delivery.id, of: network.id), "the delivery")
            try check(found.status, is: .pending, "status")
            try check(found.reason, is: nil, "reason")
            try check(try await harness.store.backlog(), is: [webhook: 2], "backlog")
            let due = try await harness.store.due(at: webhook, before: harness.clock.now, limit: 10)
            try check(due.map(\.id), is: [delivery.id], "due now")
            try await harness.settle(news, .delivered, number: 4)
            try check(try await harness.store.backlog(), is: [webhook: 1], "backlog after success")
        },
        Case("a waiting delivery is made due now") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            let delivery = harness.news[0]
            try await harness.settle(delivery, .retry(at: harness.clock.now.advanced(byMilliseconds: 3_600_000)))
            try check(try await harness.store.due(at: webhook, before: harness.clock.now, limit: 1).count, is: 0, "due")
            try check(try await harness.store.requeue(delivery.id), "requeue said no")
            let due = try await harness.store.due(at: webhook, before: harness.clock.now, limit: 10)
            try check(due.map(\.id), is: [delivery.id], "due now")
            try check(harness.news.count, is: 2, "news")
            try check(try await harness.store.backlog(), is: [webhook: 1], "backlog")
        },
        Case("a requeued delivery says since when and after how many attempts, also after a restart") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 3, in: network.id, to: [webhook])
            let all = harness.news
            try check(all.compactMap(\.requeue), is: [], "requeues of new deliveries")
            try await harness.settle(all[0], .failed(reason: "no"), number: 2)
            try await harness.settle(all[1], .retry(at: harness.clock.now.advanced(byMilliseconds: 60_000)))
            harness.clock.advance(by: 86_400_000)
            for delivery in all.prefix(2) {
                try check(try await harness.store.requeue(delivery.id), "requeue said no")
            }
            let start = harness.clock.now
            let expected = [
                OwedDelivery.Requeue(at: start, attemptCount: 2), OwedDelivery.Requeue(at: start, attemptCount: 1),
            ]
            try check(harness.news.suffix(2).compactMap(\.requeue), is: expected, "news")
            // Its next attempt does not change where the schedule starts.
            try await harness.settle(all[0], .retry(at: start), number: 3)
            _ = try await harness.reopen()
            try check(try await harness.owed(webhook).map(\.requeue), is: expected + [nil], "owed")
            let due = try await harness.store.due(at: webhook, before: start, limit: 10)
            try check(due.map(\.requeue), is: expected, "due")
            try check(due.map(\.attemptCount), is: [3, 1], "attempts")
        },
        Case("what is unknown or belongs to a deleted webhook is not requeued") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 1, in: network.id, to: [webhook])
            try check(try await !harness.store.requeue(DeliveryID(rawValue: 5)), "an unknown delivery was requeued")
            try await harness.store.deleteWebhook(webhook)
            try check(try await !harness.store.requeue(harness.news[0].id), "a skipped delivery was requeued")
            try check(harness.news.count, is: 1, "news")
        },
    ]
}
