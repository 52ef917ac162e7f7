import HeraldModel
import HeraldStore

extension StoreConformance {
    static let statsCases: [Case] = [
        Case("stats add up, are found by webhook and forgotten by age") { harness in
            let network = try await harness.makeNetwork().id
            let first = try await harness.makeWebhook(network)
            let second = try await harness.makeWebhook(network)
            var bucket = StatsBucket(webhookID: first, minute: 100)
            bucket.delivered = 3
            bucket.failed = 1
            bucket.attempts = 6
            bucket.failedAttempts = 3
            for time in [50, 90, 1_000_000, 100_000_000_000] { bucket.latency.record(microseconds: Int64(time)) }
            var later = bucket
            later.minute = 101
            var others = bucket
            others.webhookID = second
            try await harness.store.add([bucket, later])
            try await harness.store.add([bucket, others, bucket])
            try await harness.store.add([StatsBucket]())
            var tripled = bucket
            tripled.add(bucket)
            tripled.add(bucket)
            let found = try await harness.store.stats(of: [first], since: 0)
            try check(found, is: [tripled, later], "one webhook's buckets")
            try check(found[0].latency.percentile(0.5), is: tripled.latency.percentile(0.5), "median")
            let both = try await harness.store.stats(of: [first, second], since: 100)
            try check(both, is: [tripled, others, later], "both webhooks' buckets")
            try check(try await harness.store.stats(of: [first, second], since: 101), is: [later], "since")
            try check(try await harness.store.stats(of: [], since: 0), is: [], "no webhook's buckets")
            var slice = tripled
            slice.add(later)
            try check(try await harness.store.stats(of: [first], since: 0, slice: 2), is: [slice], "two in a slice")
            slice.minute = 60
            others.minute = 60
            try check(
                try await harness.store.stats(of: [first, second], since: 60, slice: 60), is: [slice, others], "an hour"
            )
            others.minute = 100
            slice.minute = 95
            others.minute = 95
            try check(
                try await harness.store.stats(of: [first, second], since: 99, slice: 19), is: [slice, others], "slices")
            others.minute = 100
            later.minute = 95
            try check(
                try await harness.store.stats(of: [first], since: 101, slice: 19), is: [later], "a slice cut by since")
            later.minute = 101
            try await harness.store.forgetStats(before: 101)
            try check(try await harness.store.stats(of: [first, second], since: 0), is: [later], "after forgetting")
        },
        Case("accepted events are counted by network and minute, without duplicates, and forgotten by age") { harness in
            let network = try await harness.makeNetwork().id
            let other = try await harness.makeNetwork("other").id
            let minute = harness.clock.now.milliseconds / 60_000
            try check(try await harness.store.accepted(in: network, since: 0), is: [], "before anything")
            try await harness.accept([harness.event(id: "a"), harness.event(id: "a"), harness.event()], in: network)
            try await harness.accept([harness.event(id: "a")], in: network)
            try await harness.accept([harness.event()], in: other)
            let conflict = [harness.event(id: "a", hash: 2), harness.event()]
            guard case .conflict = try await harness.store.append(conflict, to: network) else {
                throw ConformanceFailure(message: "no conflict", file: #fileID, line: #line)
            }
            let first = AcceptedCount(minute: minute, events: 2)
            try check(try await harness.store.accepted(in: network, since: 0), is: [first], "first minute")
            harness.clock.advance(by: 120_000)
            try await harness.accept(count: 3, in: network, to: [])
            let later = AcceptedCount(minute: minute + 2, events: 3)
            try check(try await harness.store.accepted(in: network, since: minute), is: [first, later], "both minutes")
            try check(try await harness.store.accepted(in: network, since: minute + 1), is: [later], "since")
            if try await harness.reopen() {
                try check(try await harness.store.accepted(in: network, since: 0), is: [first, later], "reopened")
            }
            try await harness.store.forgetStats(before: minute + 2)
            try check(try await harness.store.accepted(in: network, since: 0), is: [later], "after forgetting")
            try check(try await harness.store.accepted(in: other, since: 0), is: [], "the other's after forgetting")
        },
        Case("the oldest owed delivery's age is known") { harness in
            let network = try await harness.makeNetwork().id
            let first = try await harness.makeWebhook(network)
            let second = try await harness.makeWebhook(network)
            func oldest() async throws -> [WebhookID: Timestamp] {
                try await harness.store.oldestOwed(to: [first, second])
            }
            try check(try await oldest(), is: [:], "nothing owed")
            let start = harness.clock.now
            for _ in 0..<3 {
                try await harness.accept([harness.event(to: [first])], in: network)
                harness.clock.advance(by: 10_000)
            }
            try await harness.accept([harness.event(to: [first, second])], in: network)
            let last = harness.clock.now
            try check(try await oldest(), is: [first: start, second: last], "all owed")
            try check(try await harness.store.oldestOwed(to: [second]), is: [second: last], "one webhook")
            let owed = try await harness.owed(first)
            try await harness.settle(owed[0], .delivered)
            try await harness.settle(owed[1], .failed(reason: "no"))
            let third = start.advanced(byMilliseconds: 20_000)
            try check(try await oldest(), is: [first: third, second: last], "two finished")
            harness.clock.advance(by: 60_000)
            _ = try await harness.store.requeue(owed[1].id)
            try check(try await oldest(), is: [first: third, second: last], "one requeued, younger than the others")
            try await harness.settle(owed[2], .delivered)
            try await harness.settle(owed[3], .delivered)
            let requeued = last.advanced(byMilliseconds: 60_000)
            try check(try await oldest(), is: [first: requeued, second: last], "the requeued one is left")
        },
    ]
}
