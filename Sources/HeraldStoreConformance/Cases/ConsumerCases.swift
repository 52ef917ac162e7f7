import HeraldJSON
import HeraldModel
import HeraldStore

extension StoreConformance {
    static let consumerCases: [Case] = [
        Case("a consumer keeps all its parts, changes, and goes") { harness in
            let network = try await harness.makeNetwork().id
            var full = Consumer(
                networkID: network, name: "a.b-c_1", createdAt: Timestamp(milliseconds: 4),
                events: ["message.*", "x"].compactMap(EventPattern.init),
                filter: .not(.hasPrefix(path: JSONPointer(tokens: ["data", "a"]), prefix: "ü")),
                ordering: .key, maxAttempts: 3, leaseMilliseconds: 1000, maxOutstanding: 7, holdMilliseconds: 99,
                updatedAt: Timestamp(milliseconds: 9))
            let plain = Consumer(networkID: network, name: "plain", createdAt: Timestamp(milliseconds: 5))
            for consumer in [full, plain] {
                try check(try await harness.store.save(consumer, startingAt: .end), "it is not new")
            }
            try check(Set(try await harness.store.consumers()), is: [full, plain], "consumers")
            full.maxAttempts = 5
            full.filter = nil
            full.updatedAt = Timestamp(milliseconds: 10)
            let isNew = try await harness.store.save(full, startingAt: .beginning)
            try check(!isNew, "a change made a new one")
            try await harness.store.deleteConsumer(plain.key)
            try await harness.store.deleteConsumer(plain.key)
            try check(try await harness.store.consumers(), is: [full], "consumers after a change")
            let (gone, key) = (plain.key, full.key)
            try await checkThrows(.notFound, "a lease of what is gone") { try await harness.leaseAll(gone) }
            try await checkThrows(.notFound, "its state") { try await harness.store.state(of: gone) }
            let ghost = Consumer(
                networkID: try await harness.store.makeNetworkID(), name: "x", createdAt: full.createdAt)
            try await checkThrows(.notFound, "a consumer without network") {
                try await harness.store.save(ghost, startingAt: .end)
            }
            try await harness.log([nil], in: network)
            try check(try await harness.leaseAll(key).count, is: 1, "leases")
            try await harness.store.deleteNetwork(network)
            try check(try await harness.store.consumers(), is: [], "consumers of a deleted network")
        },
        Case("a consumer starts where it is told and gets what it wants, in order") { harness in
            let network = try await harness.makeNetwork().id
            let other = try await harness.makeNetwork().id
            let early = try await harness.log([nil, nil], in: network)
            harness.clock.advance(by: 1000)
            let time = harness.clock.now
            try await harness.log([nil], in: other)
            let late = try await harness.log([nil, nil], in: network)
            let all = try await harness.makeConsumer(network, "all")
            let end = try await harness.makeConsumer(network, "end", startingAt: .end)
            let part = try await harness.makeConsumer(network, "part", startingAt: .time(time))
            let future = try await harness.makeConsumer(
                network, "future", startingAt: .time(harness.clock.now.advanced(byMilliseconds: 9_000_000)))
            let typed = try await harness.makeConsumer(network, "typed") { consumer in
                consumer.events = [EventPattern("channel.*")].compactMap(\.self)
            }
            let next = try await harness.accept([harness.event("channel.didCreate", data: "{\"n\":1}")], in: network)
            let expected = [
                all: early + late + next.map(\.id), end: next.map(\.id), part: late + next.map(\.id),
                future: next.map(\.id), typed: next.map(\.id),
            ]
            for (consumer, ids) in expected {
                try check(try await harness.leaseAll(consumer).map(\.event.id), is: ids, "events of \(consumer.name)")
                try check(try await harness.store.state(of: consumer).lag, is: 0, "what is left for \(consumer.name)")
            }
            let filtered = try await harness.makeConsumer(network, "filtered")
            let leases = try await harness.leaseAll(filtered) { $0.data.count > 2 }
            try check(leases.map(\.event.id), is: next.map(\.id), "what a filter lets through")
            try check(leases.first?.event.data, is: Array("{\"n\":1}".utf8), "its payload")
            try check(try await harness.store.state(of: filtered).leased, is: 1, "handed out")
        },
        Case("a lease ends by an acknowledgement, a return or its time") { harness in
            let network = try await harness.makeNetwork().id
            let ids = try await harness.log([nil, nil, nil], in: network)
            let worker = try await harness.makeConsumer(network)
            let first = try await harness.leaseAll(worker)
            try check(first.map(\.attempt), is: [1, 1, 1], "attempts")
            try check(
                first.map(\.expiresAt),
                is: Array(repeating: harness.clock.now.advanced(byMilliseconds: 30_000), count: 3),
                "ends")
            try check(try await harness.leaseAll(worker).count, is: 0, "leased twice")
            try check(try await harness.acknowledge([first[0]], worker), is: [.done], "an acknowledgement")
            try check(try await harness.acknowledge([first[0]], worker), is: [.unknown], "again")
            let back = try await harness.giveBack([first[1]], worker, ReturnTerms(delayMilliseconds: 5000))
            try check(back, is: [.done], "a return")
            try check(try await harness.acknowledge([first[1]], worker), is: [.expired], "after a return")
            harness.clock.advance(by: 4999)
            let early = try await harness.store.lease(LeaseOrder(max: 9), of: worker) { _ in true }
            try check(early.leases.count, is: 0, "before its time")
            try check(early.nextVisibleAt, is: harness.clock.now.advanced(byMilliseconds: 1), "the next in sight")
            harness.clock.advance(by: 1)
            let second = try await harness.leaseAll(worker)
            try check(second.map(\.event.id), is: [ids[1]], "what was given back")
            try check(second.first?.attempt, is: 2, "its attempt")
            let longer = try await harness.store.extend([first[2].token], of: worker, byMilliseconds: 60_000)
            try check(longer, is: [.done], "an extension")
            harness.clock.advance(by: 30_000)
            // Expired, but nobody else has it.
            try check(try await harness.acknowledge(second, worker), is: [.done], "a late acknowledgement")
            harness.clock.advance(by: 29_999)
            try check(try await harness.leaseAll(worker).count, is: 0, "an extended lease is over")
            harness.clock.advance(by: 1)
            let third = try await harness.leaseAll(worker)
            try check(third.map(\.event.id), is: [ids[2]], "what was not acknowledged")
            let stale = first[2].token
            try check(try await harness.store.acknowledge([stale], of: worker), is: [.expired], "a stale token")
            let late = try await harness.store.extend([stale], of: worker, byMilliseconds: 1)
            try check(late, is: [.expired], "an extension of it")
            let forged = LeaseToken(eventID: ids[2], nonce: third[0].token.nonce ^ 1)
            try check(try await harness.store.acknowledge([forged], of: worker), is: [.expired], "a forged token")
            let other = try await harness.makeConsumer(network, "other", startingAt: .end)
            try check(try await harness.acknowledge(third, other), is: [.unknown], "another's token")
            try check(try await harness.acknowledge(third, worker), is: [.done], "the last")
            let state = try await harness.store.state(of: worker)
            try check([state.leased, state.waiting, state.dead, state.lag], is: [0, 0, 0, 0], "what is left")
            try check(state.oldestUnacknowledged, is: nil, "the oldest")
        },
        Case("an event that fails too often is a dead letter, which can be handed out again or dropped") { harness in
            let network = try await harness.makeNetwork().id
            let ids = try await harness.log([nil, nil, nil], in: network)
            let worker = try await harness.makeConsumer(network) { $0.maxAttempts = 2 }
            for attempt in 1...2 {
                let leases = try await harness.leaseAll(worker)
                try check(leases.map(\.attempt), is: [attempt, attempt, attempt], "attempts")
                let terms = ReturnTerms(reason: "no \(attempt)")
                let outcome = try await harness.giveBack([leases[0]], worker, terms)
                try check(outcome, is: [attempt == 2 ? .dead : .done], "a return")
                let spared = ReturnTerms(countsAttempt: attempt == 1)
                try check(try await harness.giveBack([leases[1]], worker, spared), is: [.done], "another")
                harness.clock.advance(by: 30_000)
            }
            let third = try await harness.leaseAll(worker)
            try check(third.map(\.event.id), is: [ids[1]], "what is left")
            try check(third.map(\.attempt), is: [2], "a lease that did not count")
            let dead = try await harness.store.deadLetters(of: worker, before: nil, limit: 10)
            try check(dead.map(\.event.id), is: [ids[2], ids[0]], "dead letters")
            try check(dead.map(\.attempts), is: [2, 2], "their attempts")
            try check(dead.last?.reason, is: "no 2", "a reason")
            try check(dead.first?.reason, is: ReturnTerms.reason(afterSilence: 2), "a reason of silence")
            let page = try await harness.store.deadLetters(of: worker, before: ids[2], limit: 1)
            try check(page.map(\.event.id), is: [ids[0]], "the next page")
            try check(try await harness.store.state(of: worker).dead, is: 2, "how many")
            let requeued = try await harness.store.requeueDeadLetters([ids[0], ids[1]], of: worker)
            try check(requeued, is: 1, "requeued")
            let again = try await harness.leaseAll(worker)
            try check(again.map(\.event.id), is: [ids[0]], "what was requeued")
            try check(again.map(\.attempt), is: [1], "its attempts")
            try check(try await harness.store.dropDeadLetters([ids[0]], of: worker), is: 0, "dropped by a wrong id")
            try check(try await harness.store.dropDeadLetters(nil, of: worker), is: 1, "dropped")
            try check(try await harness.store.state(of: worker).dead, is: 0, "dead letters at the end")
        },
        Case("with an order by key a later event waits for the earlier ones of its key") { harness in
            let network = try await harness.makeNetwork().id
            let ids = try await harness.log(["a", "a", "b", nil, nil, "a", "b"], in: network)
            let worker = try await harness.makeConsumer(network) { $0.ordering = .key }
            let first = try await harness.leaseAll(worker)
            try check(first.map(\.event.id), is: [ids[0], ids[2], ids[3], ids[4]], "the first of each key")
            try check(try await harness.store.state(of: worker).waiting, is: 3, "waiting")
            let terms = ReturnTerms(delayMilliseconds: 1000)
            try check(try await harness.giveBack([first[0]], worker, terms), is: [.done], "a return")
            try check(try await harness.leaseAll(worker).count, is: 0, "a key goes on while its event waits")
            try check(try await harness.acknowledge([first[1]], worker), is: [.done], "an acknowledgement")
            try check(try await harness.leaseAll(worker).map(\.event.id), is: [ids[6]], "the next of the key")
            harness.clock.advance(by: 1000)
            for id in [ids[0], ids[1], ids[5]] {
                let next = try await harness.leaseAll(worker)
                try check(next.map(\.event.id), is: [id], "one at a time")
                try check(next.map(\.attempt), is: [id == ids[0] ? 2 : 1], "its attempts")
                try check(try await harness.acknowledge(next, worker), is: [.done], "an acknowledgement")
            }
        },
        Case("no more is handed out than may be outstanding") { harness in
            let network = try await harness.makeNetwork().id
            let ids = try await harness.log(Array(repeating: nil, count: 6), in: network)
            let worker = try await harness.makeConsumer(network) { $0.maxOutstanding = 4 }
            let first = try await harness.leaseAll(worker, max: 3)
            try check(first.map(\.event.id), is: Array(ids[..<3]), "the first")
            let second = try await harness.leaseAll(worker)
            try check(second.map(\.event.id), is: [ids[3]], "the rest of what may be outstanding")
            try check(try await harness.store.state(of: worker).lag, is: 2, "what waits in the log")
            try check(try await harness.acknowledge([first[1]], worker), is: [.done], "an acknowledgement")
            try check(try await harness.leaseAll(worker).map(\.event.id), is: [ids[4]], "one more")
            let small = try await harness.makeConsumer(network, "small")
            let order = LeaseOrder(max: 100, maxBytes: 3)
            let batch = try await harness.store.lease(order, of: small) { _ in true }
            try check(batch.leases.map(\.event.id), is: Array(ids[..<2]), "until there are many bytes")
            try check(batch.isMore, "it does not say that there are more")
            let narrow = LeaseOrder(max: 100, maxRows: 1)
            let none = try await harness.store.lease(narrow, of: small) { _ in false }
            try check(none.leases.isEmpty && none.isMore, "a bounded look")
            try check(try await harness.store.state(of: small).lag, is: 3, "what it looked at")
        },
        Case("a seek is a clean cut") { harness in
            let network = try await harness.makeNetwork().id
            let early = try await harness.log([nil, nil], in: network)
            harness.clock.advance(by: 10)
            let time = harness.clock.now
            let late = try await harness.log([nil, nil, nil], in: network)
            let worker = try await harness.makeConsumer(network) { $0.maxAttempts = 1 }
            let leases = try await harness.leaseAll(worker)
            for lease in [leases[0], leases[2]] {
                try check(try await harness.giveBack([lease], worker), is: [.dead], "a return")
            }
            try check(try await harness.acknowledge([leases[3]], worker), is: [.done], "an acknowledgement")
            try await harness.store.seek(worker, to: .time(time))
            try check(
                try await harness.acknowledge([leases[1], leases[4]], worker), is: [.unknown, .unknown], "leases")
            try check(
                try await harness.store.deadLetters(of: worker, before: nil, limit: 9).map(\.event.id), is: [early[0]],
                "dead letters")
            let again = try await harness.leaseAll(worker)
            try check(again.map(\.event.id), is: late, "what comes again")
            try check(again.map(\.attempt), is: [1, 1, 1], "attempts")
            try await harness.store.seek(worker, to: .end)
            try check(try await harness.leaseAll(worker).count, is: 0, "behind the end")
            try await harness.store.seek(worker, to: .beginning)
            try check(try await harness.leaseAll(worker).map(\.event.id), is: early + late, "from the beginning")
        },
        Case("consumers survive a restart") { harness in
            let network = try await harness.makeNetwork().id
            let ids = try await harness.log([nil, nil, nil, nil], in: network)
            let worker = try await harness.makeConsumer(network) { $0.maxAttempts = 1 }
            let leases = try await harness.leaseAll(worker, max: 3)
            try check(try await harness.acknowledge([leases[0]], worker), is: [.done], "an acknowledgement")
            try check(try await harness.giveBack([leases[1]], worker), is: [.dead], "a return")
            let before = try await harness.store.state(of: worker)
            guard try await harness.reopen() else { return }
            try check(try await harness.store.state(of: worker), is: before, "the state")
            try check(try await harness.leaseAll(worker).map(\.event.id), is: [ids[3]], "what comes next")
            try check(try await harness.acknowledge([leases[2]], worker), is: [.done], "a lease from before")
            try check(try await harness.log([nil], in: network).count, is: 1, "a new event")
            try check(try await harness.leaseAll(worker).count, is: 1, "which is leased")
        },
    ]
}
