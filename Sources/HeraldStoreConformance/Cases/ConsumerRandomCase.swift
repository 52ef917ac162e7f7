import HeraldModel
import HeraldStore

extension StoreConformance {
    static let consumerRandomCase = Case("a long random run of a consumer agrees with a naive model") { harness in
        for seed in 1...6 as ClosedRange<UInt64> {
            var run = try await ConsumerRun(harness, seed: seed)
            for step in 0..<200 {
                try await run.step()
                if step % 10 == 9 { try await run.compare() }
                if step % 100 == 99 { _ = try await harness.reopen() }
            }
        }
    }
}

/// A seeded run of operations on a consumer and on a model of it.
private struct ConsumerRun {
    let harness: ConformanceHarness
    let consumer: Consumer
    var generator: SplitMix64
    var model: NaiveConsumer
    /// Every token there was.
    var tokens: [LeaseToken] = []

    init(_ harness: ConformanceHarness, seed: UInt64) async throws {
        self.harness = harness
        generator = SplitMix64(seed: seed)
        let network = try await harness.makeNetwork("run \(seed)").id
        consumer = Consumer(
            networkID: network, name: "worker", createdAt: harness.clock.now,
            ordering: seed.isMultiple(of: 2) ? .key : .none, maxAttempts: 3, leaseMilliseconds: 1000,
            maxOutstanding: 12)
        _ = try await harness.store.save(consumer, startingAt: .beginning)
        model = NaiveConsumer(consumer: consumer)
    }

    mutating func step() async throws {
        harness.clock.advance(by: Int64.random(in: 0...300, using: &generator))
        switch Int.random(in: 0..<40, using: &generator) {
        case 0..<10: try await append()
        case 10..<22: try await lease()
        case 22..<29: try await acknowledge()
        case 29..<34: try await giveBack()
        case 34..<36: try await extend()
        case 36: try await seek()
        case 37: try await requeue()
        default: harness.clock.advance(by: 1000)
        }
    }

    private mutating func append() async throws {
        let keys = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
            ["a", "b", "c", nil].randomElement(using: &generator) ?? nil
        }
        let wanted = keys.map { _ in Int.random(in: 0..<5, using: &generator) > 0 }
        let events = zip(keys, wanted).map { key, isWanted in harness.event(data: isWanted ? "{}" : "[]", key: key) }
        let accepted = try await harness.accept(events, in: consumer.networkID)
        for (index, event) in accepted.enumerated() {
            model.entries.append(NaiveConsumer.Entry(id: event.id, key: keys[index], isWanted: wanted[index]))
        }
    }

    private mutating func lease() async throws {
        let max = Int.random(in: 1...6, using: &generator)
        let expected = model.lease(max: max, at: harness.clock.now)
        let batch = try await harness.store.lease(LeaseOrder(max: max), of: consumer.key) {
            $0.data == Array("{}".utf8)
        }
        try check(batch.leases.map(\.event.id), is: expected, "leases")
        for lease in batch.leases {
            let place = try require(model.entries.firstIndex { $0.id == lease.event.id }, "the model's event")
            model.entries[place].token = lease.token
            try check(lease.attempt, is: model.entries[place].attempts, "an attempt")
            tokens.append(lease.token)
        }
    }

    /// Some tokens, most of them of leases that last.
    private mutating func someTokens() -> [LeaseToken] {
        let live = model.entries.compactMap(\.token)
        let chosen = live.filter { _ in Bool.random(using: &generator) }
        let stale = Int.random(in: 0..<3, using: &generator) == 0 ? tokens.randomElement(using: &generator) : nil
        return chosen + [stale].compactMap(\.self).filter { !chosen.contains($0) }
    }

    private mutating func acknowledge() async throws {
        let tokens = someTokens()
        let expected = tokens.map { model.acknowledge($0) }
        try check(try await harness.store.acknowledge(tokens, of: consumer.key), is: expected, "acknowledgements")
    }

    private mutating func giveBack() async throws {
        let tokens = someTokens()
        let delay = Int64.random(in: 0...2000, using: &generator)
        let expected = tokens.map { model.giveBack($0, delay: delay, at: harness.clock.now) }
        let terms = ReturnTerms(delayMilliseconds: delay)
        try check(try await harness.store.giveBack(tokens, of: consumer.key, terms), is: expected, "returns")
    }

    private mutating func extend() async throws {
        let tokens = someTokens()
        let end = harness.clock.now.advanced(byMilliseconds: 1500)
        let expected = tokens.map { token in
            model.end(token) { entry in
                entry.visibleAt = end
                return .done
            }
        }
        let outcomes = try await harness.store.extend(tokens, of: consumer.key, byMilliseconds: 1500)
        try check(outcomes, is: expected, "extensions")
    }

    private mutating func seek() async throws {
        guard let place = model.entries.indices.randomElement(using: &generator) else { return }
        let time = model.entries[place].id.timestamp
        try await harness.store.seek(consumer.key, to: .time(time))
        model.seek(to: model.entries.firstIndex { $0.id >= EventID(firstAt: time) } ?? model.entries.count)
    }

    private mutating func requeue() async throws {
        let expected = model.requeueAll(at: harness.clock.now)
        try check(try await harness.store.requeueDeadLetters(nil, of: consumer.key), is: expected, "requeued")
    }

    func compare() async throws {
        let state = try await harness.store.state(of: consumer.key)
        let open = model.entries.filter { $0.fate == .open }
        let leased = open.count { $0.token != nil && $0.visibleAt > harness.clock.now }
        try check(state.leased, is: leased, "leased")
        try check(state.waiting, is: open.count - leased, "waiting")
        try check(state.dead, is: model.entries.count { $0.fate == .dead }, "dead")
        try check(state.lag, is: model.entries.count { $0.fate == .unread }, "lag")
        try check(
            state.oldestUnacknowledged,
            is: model.entries.first { $0.fate == .open || $0.fate == .unread }?.id.timestamp, "the oldest")
        let dead = try await harness.store.deadLetters(of: consumer.key, before: nil, limit: 1000)
        try check(
            dead.map(\.event.id), is: model.entries.filter { $0.fate == .dead }.map(\.id).reversed(), "dead letters")
    }
}
