import HeraldModel
import HeraldStore

extension StoreConformance {
    static let duplicateCases: [Case] = [
        Case("a repeated external id yields the earlier event") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let first = try await harness.accept([harness.event(id: "x", hash: 7, to: [webhook])], in: network.id)[0]
            harness.clock.advance(by: 3_600_000 * 23)
            let again = try await harness.accept(
                [harness.event(id: "x", hash: 7, to: [webhook]), harness.event(id: "y", to: [webhook])],
                in: network.id)
            let known = AppendedEvent(id: first.id, isDuplicate: true, deliveryCount: 0)
            try check(again[0], is: known, "the duplicate's outcome")
            try check(again[1].isDuplicate, is: false, "the other event")
            try check(harness.news.count, is: 2, "deliveries")
        },
        Case("duplicates within one batch") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let outcomes = try await harness.accept(
                [
                    harness.event(id: "x", to: [webhook]), harness.event(to: [webhook]),
                    harness.event(id: "x", to: [webhook]), harness.event(id: "x", to: [webhook]),
                ], in: network.id)
            try check(outcomes.map(\.isDuplicate), is: [false, false, true, true], "duplicates")
            try check(outcomes[2].id, is: outcomes[0].id, "the event of the repetition")
            try check(try await harness.owed(webhook).count, is: 2, "deliveries")
        },
        Case("a conflict accepts nothing of the batch") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.accept([harness.event(id: "x", hash: 1)], in: network.id)
            let batch = [
                harness.event(id: "new", to: [webhook]), harness.event(id: "x", hash: 2, to: [webhook]),
                harness.event(id: "y", hash: 1, to: [webhook]), harness.event(id: "y", hash: 2, to: [webhook]),
            ]
            guard case .conflict(let indices) = try await harness.store.append(batch, to: network.id) else {
                throw ConformanceFailure(message: "a conflict was accepted", file: #fileID, line: #line)
            }
            try check(indices, is: [1, 3], "places of the conflicts")
            try check(try await harness.events(network.id).count, is: 1, "events")
            try check(harness.news.isEmpty, "a refused batch made deliveries")
            let retried = try await harness.accept([harness.event(id: "new", hash: 9)], in: network.id)
            try check(retried[0].isDuplicate, is: false, "an id of the refused batch is still unused")
        },
        Case("external ids belong to their network") { harness in
            let first = try await harness.makeNetwork("first")
            let second = try await harness.makeNetwork("second")
            try await harness.accept([harness.event(id: "x", hash: 1)], in: first.id)
            let other = try await harness.accept([harness.event(id: "x", hash: 2)], in: second.id)
            try check(other[0].isDuplicate, is: false, "the same id in another network")
        },
        Case("forgotten external ids may be used again") { harness in
            let network = try await harness.makeNetwork()
            let first = try await harness.accept([harness.event(id: "x", hash: 1)], in: network.id)[0].id
            harness.clock.advance(by: 3_600_000 * 10)
            let late = try await harness.accept([harness.event(id: "late", hash: 1)], in: network.id)[0].id
            harness.clock.advance(by: 3_600_000 * 15)
            try await harness.store.forgetDuplicates(before: harness.clock.now.advanced(byMilliseconds: -86_400_000))
            let again = try await harness.accept([harness.event(id: "x", hash: 2)], in: network.id)[0]
            try check(again.isDuplicate, is: false, "a forgotten id")
            let kept = try await harness.accept([harness.event(id: "late", hash: 1)], in: network.id)[0]
            try check(kept.id, is: late, "an id within its time")
            let newest = try await harness.store.event(externalID: "x", of: network.id)
            try check(newest?.id, is: again.id, "the newest event of a reused id")
            let old = try await harness.store.event(first, of: network.id)
            try check(old?.externalID, is: "x", "the older event of a reused id")
        },
        Case("one external id from many tasks is accepted once") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let outcomes = try await withThrowingTaskGroup(of: AppendedEvent.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await harness.accept([harness.event(id: "x", to: [webhook])], in: network.id)[0]
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            try check(outcomes.count { !$0.isDuplicate }, is: 1, "accepted")
            try check(Set(outcomes.map(\.id)).count, is: 1, "events")
            try check(try await harness.owed(webhook).count, is: 1, "deliveries")
        },
    ]
}
