import HeraldModel
import HeraldStore

extension StoreConformance {
    static let consumerRetentionCases: [Case] = [
        Case("what a consumer was handed or may still take keeps its payload, until its hold is over") { harness in
            let network = try await harness.makeNetwork().id
            try await harness.log(Array(repeating: nil, count: 8), in: network)
            let worker = try await harness.makeConsumer(network) { consumer in
                consumer.holdMilliseconds = 7 * day
                consumer.maxAttempts = 2
            }
            let leases = try await harness.leaseAll(worker, max: 4)
            try check(try await harness.acknowledge([leases[0]], worker), is: [.done], "an acknowledgement")
            let later = ReturnTerms(delayMilliseconds: 3_600_000)
            try check(try await harness.giveBack([leases[1]], worker, later), is: [.done], "a return")
            harness.clock.advance(by: 6 * day)
            try await harness.pruneAll(payloadsOlderThan: day, deliveriesOlderThan: day)
            try check(
                try await harness.events(network).map(\.hasPayload), is: Array(repeating: true, count: 7),
                "all but the acknowledged one")
            harness.clock.advance(by: day)
            try await harness.pruneAll(payloadsOlderThan: day, deliveriesOlderThan: 30 * day)
            try check(
                try await harness.events(network).count { $0.hasPayload }, is: 3, "what was handed out stays longer")
            let again = try await harness.leaseAll(worker)
            try check(again.map(\.event.id), is: leases[1...].map(\.event.id), "what comes again")
            try check(try await harness.store.state(of: worker).expired, is: 4, "what it lost")
            try check(try await harness.store.state(of: worker).lag, is: 0, "what lies before it")
            for lease in again { _ = try await harness.giveBack([lease], worker) }
            harness.clock.advance(by: day)
            try await harness.pruneAll(payloadsOlderThan: day, deliveriesOlderThan: 30 * day)
            let dead = try await harness.store.deadLetters(of: worker, before: nil, limit: 9)
            try check(dead.map(\.event.hasPayload), is: [false, false, false], "payloads of dead letters")
            try check(try await harness.store.requeueDeadLetters(nil, of: worker), is: 0, "requeued without payload")
            harness.clock.advance(by: 31 * day)
            try await harness.pruneAll(payloadsOlderThan: day, deliveriesOlderThan: 30 * day)
            try check(try await harness.events(network).count, is: 0, "events")
            try check(try await harness.store.state(of: worker).dead, is: 0, "dead letters without their events")
        }
    ]

    private static let day: Int64 = 86_400_000
}

extension ConformanceHarness {
    fileprivate func pruneAll(payloadsOlderThan payloads: Int64, deliveriesOlderThan deliveries: Int64) async throws {
        var bounds = RetentionBounds()
        bounds.payloadsBefore = clock.now.advanced(byMilliseconds: -payloads)
        bounds.deliveriesBefore = clock.now.advanced(byMilliseconds: -deliveries)
        for _ in 0..<1000 where try await store.prune(bounds).isLast { return }
        throw ConformanceFailure(message: "pruning does not come to an end", file: #fileID, line: #line)
    }
}
