import HeraldModel
import HeraldStore

extension StoreConformance {
    static let randomCase = Case("a long random run agrees with a naive model") { harness in
        for seed in 1...3 as ClosedRange<UInt64> {
            var run = try await RandomRun(harness, seed: seed)
            for step in 0..<150 {
                try await run.step()
                if step % 25 == 24 { try await run.compare() }
            }
            try await run.reopen()
            try await run.compare()
        }
    }
}

/// A seeded run of operations on a store and on a model of it.
private struct RandomRun {
    let harness: ConformanceHarness
    let network: NetworkID
    var generator: SplitMix64
    var model = NaiveModel()

    init(_ harness: ConformanceHarness, seed: UInt64) async throws {
        self.harness = harness
        generator = SplitMix64(seed: seed)
        network = try await harness.makeNetwork("run \(seed)").id
        for _ in 0..<3 { model.live.append(try await harness.makeWebhook(network)) }
    }

    mutating func step() async throws {
        harness.clock.advance(by: Int64.random(in: -2...20, using: &generator))
        switch Int.random(in: 0..<20, using: &generator) {
        case 0..<9: try await append()
        case 9..<16: try await settle()
        case 16..<18: try await requeue()
        case 18: model.live.append(try await harness.makeWebhook(network))
        default: try await deleteWebhook()
        }
    }

    private mutating func append() async throws {
        let batch = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            let id = Bool.random(using: &generator) ? "id\(Int.random(in: 0..<60, using: &generator))" : nil
            // A wrong hash now and then makes a conflict.
            let hash: Int64 = Int.random(in: 0..<40, using: &generator) == 0 ? 2 : 1
            return harness.event(id: id, hash: hash, to: model.live.filter { _ in Bool.random(using: &generator) })
        }
        var known = model.remembered
        var conflicts: [Int] = []
        for (index, event) in batch.enumerated() {
            guard let id = event.externalID else { continue }
            if let earlier = known[id], earlier.hash != event.contentHash { conflicts.append(index) }
            if known[id] == nil { known[id] = (EventID(rawValue: 0), event.contentHash) }
        }
        let heard = harness.news.count
        switch try await harness.store.append(batch, to: network) {
        case .conflict(let indices):
            try check(indices, is: conflicts, "conflicts")
            try check(harness.news.count, is: heard, "news of a refused batch")
        case .accepted(let outcomes):
            try check(conflicts, is: [], "accepted conflicts")
            for (event, outcome) in zip(batch, outcomes) {
                try record(event, outcome)
            }
            let news = harness.news.dropFirst(heard)
            for delivery in news {
                model.deliveries[delivery.id] = NaiveModel.Row(
                    webhook: delivery.webhookID, status: .pending, attempts: 0)
            }
            try check(news.count, is: outcomes.reduce(0) { $0 + $1.deliveryCount }, "news of a batch")
        }
    }

    private mutating func record(_ event: NewEvent, _ outcome: AppendedEvent) throws {
        if let id = event.externalID {
            let earlier = model.remembered[id]
            try check(outcome.isDuplicate, is: earlier != nil, "whether `\(id)` is a duplicate")
            if let earlier { try check(outcome.id, is: earlier.event, "the event of `\(id)`") }
            model.remembered[id] = (outcome.id, event.contentHash)
        }
        if !outcome.isDuplicate {
            try check(outcome.deliveryCount, is: event.targets.count, "deliveries of an event")
            model.events.insert(outcome.id)
        }
    }

    private mutating func settle() async throws {
        let chosen = model.deliveries.keys.sorted().filter { _ in Int.random(in: 0..<4, using: &generator) == 0 }
        var settlements: [Settlement] = []
        for id in chosen {
            guard var row = model.deliveries[id] else { continue }
            row.attempts += 1
            let (decision, status): (Settlement.Decision, DeliveryStatus) =
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: (.retry(at: harness.clock.now), .waiting)
                case 1: (.failed(reason: "no"), .failed)
                default: (.delivered, .delivered)
                }
            if row.status.isOwed { row.status = status }
            settlements.append(
                Settlement(
                    deliveryID: id, webhookID: row.webhook, payloadBytes: harness.event(to: []).data.count,
                    attempt: harness.attempt(row.attempts), decision: decision))
            model.deliveries[id] = row
        }
        try await harness.store.settle(settlements)
    }

    private mutating func requeue() async throws {
        guard let id = model.deliveries.keys.sorted().randomElement(using: &generator),
            let row = model.deliveries[id]
        else { return }
        let isLive = model.live.contains(row.webhook)
        try check(try await harness.store.requeue(id), is: isLive, "whether a delivery is requeued")
        if isLive, !row.status.isOwed { model.deliveries[id]?.status = .pending }
    }

    private mutating func deleteWebhook() async throws {
        guard model.live.count > 1 else { return }
        let webhook = model.live.remove(at: Int.random(in: 0..<model.live.count, using: &generator))
        try await harness.store.deleteWebhook(webhook)
        for (id, row) in model.deliveries where row.webhook == webhook && row.status.isOwed {
            model.deliveries[id]?.status = .skipped
        }
    }

    mutating func reopen() async throws { _ = try await harness.reopen() }

    func compare() async throws {
        let found = try await harness.deliveries(network)
        try check(found.count, is: model.deliveries.count, "deliveries")
        for delivery in found {
            let row = NaiveModel.Row(
                webhook: delivery.webhookID, status: delivery.status, attempts: delivery.attemptCount)
            try check(row, is: try require(model.deliveries[delivery.id], "the model's delivery"), "a delivery")
        }
        try check(Set(try await harness.events(network).map(\.id)), is: model.events, "events")
        let backlog = try await harness.store.backlog()
        for webhook in Set(model.deliveries.values.map(\.webhook)) {
            try check(try await harness.owed(webhook).map(\.id), is: model.owed(webhook), "owed deliveries")
            try check(backlog[webhook], is: model.backlog[webhook], "a webhook's backlog")
        }
    }
}
