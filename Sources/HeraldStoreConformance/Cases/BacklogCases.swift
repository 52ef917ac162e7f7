import HeraldModel
import HeraldStore

extension StoreConformance {
    /// What must hold for backlog limits. Each case sets limits of its own.
    public static let backlogCases: [BacklogCase] = [
        BacklogCase("a network's limit of two deliveries", .network(deliveries: 2)) { harness in
            try await harness.checkLimitOfTwo(.backlogFull, isShared: false)
        },
        BacklogCase("a network's limit of two payloads' bytes", .network(bytes: 21)) { harness in
            try await harness.checkLimitOfTwo(.backlogBytesFull, isShared: false)
        },
        BacklogCase("the server's limit of two deliveries", .total(deliveries: 2)) { harness in
            try await harness.checkLimitOfTwo(.serverBacklogFull, isShared: true)
        },
        BacklogCase("the server's limit of two payloads' bytes", .total(bytes: 21)) { harness in
            try await harness.checkLimitOfTwo(.serverBacklogBytesFull, isShared: true)
        },
        BacklogCase("a batch that is over the limit as a whole leaves nothing", .network(deliveries: 5)) { harness in
            let network = try await harness.makeNetwork().id
            let webhooks = [try await harness.makeWebhook(network), try await harness.makeWebhook(network)]
            let batch = (0..<3).map { harness.event(id: "e\($0)", to: webhooks) }
            try await checkThrows(.backlogFull, "six deliveries") { try await harness.accept(batch, in: network) }
            try check(try await harness.events(network).count, is: 0, "events of the refused batch")
            try check(harness.news.count, is: 0, "its news")
            // Its ids were not remembered either.
            let outcomes = try await harness.accept(Array(batch.prefix(2)), in: network)
            try check(outcomes.map(\.isDuplicate), is: [false, false], "the same ids again")
            // Duplicates owe nothing, so they need no room.
            try await harness.accept([harness.event(id: "e0", to: webhooks)], in: network)
        },
        BacklogCase("many at once never overshoot and are taken whole", .network(deliveries: 40)) { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            for round in 0..<5 {
                let accepted = try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 0..<60 {
                        group.addTask {
                            let batch = (0..<3).map { harness.event(id: "\(round).\(number).\($0)", to: [webhook]) }
                            do {
                                return try await harness.accept(batch, in: network).count
                            } catch let error as StoreError where error == .backlogFull {
                                return 0
                            }
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                let owed = try await harness.owed(webhook)
                try check(owed.count <= 40, "\(owed.count) deliveries are owed")
                // Three more would not fit: nothing is refused too early.
                try check(owed.count > 37, "only \(owed.count) deliveries are owed")
                try check(Set(accepted).isSubset(of: [0, 3]), "a batch was taken in part")
                let ids = Set(try await harness.events(network).compactMap(\.externalID))
                try check(ids.count % 3, is: 0, "events of batches taken in part")
                // Room for the next round, less each time than what is refused.
                for delivery in owed.prefix(7) { try await harness.settle(delivery, .delivered) }
            }
        },
        BacklogCase("a settled, requeued or skipped delivery counts as it should", .network(bytes: 30)) { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            let other = try await harness.makeWebhook(network)
            let payload = "\"12345678\""
            let full = { (message: String) in
                try await checkThrows(.backlogFull, message) {
                    try await harness.accept([harness.event(data: "1", to: [webhook])], in: network)
                }
            }
            try await harness.accept([harness.event(data: payload, to: [webhook, other])], in: network)
            try await harness.accept([harness.event(data: payload, to: [webhook])], in: network)
            try await full("three payloads")
            try await harness.settle(harness.news[0], .retry(at: harness.clock.now))
            try await full("one of them waiting")
            try await harness.settle(harness.news[0], .failed(reason: "no"), number: 2)
            // A second outcome of the same delivery takes nothing off.
            try await harness.settle(harness.news[0], .delivered, number: 3)
            try check(try await harness.store.requeue(harness.news[0].id), "it was not requeued")
            try await full("one of them requeued")
            try await harness.store.deleteWebhook(other)
            try await harness.accept([harness.event(data: payload, to: [webhook])], in: network)
            try await full("one skipped, one more")
        },
        BacklogCase("a replay waits for room and then goes on", .network(deliveries: 4)) { harness in
            let network = try await harness.makeNetwork().id
            let webhook = try await harness.makeWebhook(network)
            for _ in 0..<6 {
                try await harness.accept([harness.event(to: [webhook])], in: network)
                try await harness.settle(try require(harness.news.last, "news"), .delivered)
            }
            let start = harness.news.count
            var replay = Replay(
                id: try await harness.store.makeReplayID(), networkID: network, webhookID: webhook,
                selection: Replay.Selection(
                    since: Timestamp(milliseconds: 0), until: harness.clock.now.advanced(byMilliseconds: 1000),
                    types: [],
                    status: .all),
                ratePerSecond: nil, state: .running, matched: 6, enqueued: 0, cursor: EventID(rawValue: 0),
                createdAt: harness.clock.now)
            try await harness.store.add(replay)
            replay = try await harness.store.advance(replay.id, limit: 6)
            try check(replay.enqueued, is: 4, "what fits")
            try check(replay.state, is: .running, "its state")
            let id = replay.id
            try await checkThrows(.backlogFull, "an advance without room") {
                try await harness.store.advance(id, limit: 6)
            }
            try check(try await harness.store.replay(id), is: replay, "the replay after it was refused")
            for delivery in harness.news[start...] { try await harness.settle(delivery, .delivered) }
            replay = try await harness.store.advance(replay.id, limit: 6)
            try check(replay.enqueued, is: 6, "with room again")
            try check(replay.state, is: .completed, "its state at the end")
            let replayed = harness.news[start...].map(\.event.id)
            try check(Set(replayed).count, is: 6, "different events")
        },
    ]
}

extension ConformanceHarness {
    /// Fills a limit that two deliveries of ten bytes reach, and makes room again.
    fileprivate func checkLimitOfTwo(_ refusal: StoreError, isShared: Bool) async throws {
        let network = try await makeNetwork().id
        let other = try await makeNetwork("other").id
        let webhook = try await makeWebhook(network)
        let stranger = try await makeWebhook(other)
        let payload = "\"12345678\""
        let one = event(data: payload, to: [webhook])
        try await accept([one], in: network)
        try await checkThrows(refusal, "a batch over the limit") { try await accept([one, one], in: network) }
        try check(try await events(network).count, is: 1, "events after the refusal")
        try await accept([one, event(data: payload)], in: network)
        try await checkThrows(refusal, "one more") { try await accept([one], in: network) }
        // What makes no delivery needs no room.
        try await accept([event(data: payload)], in: network)
        let others = event(data: payload, to: [stranger])
        if isShared {
            try await checkThrows(refusal, "another network's") { try await accept([others], in: other) }
        } else {
            try await accept([others], in: other)
        }
        try check(try await store.backlog()[webhook], is: 2, "the backlog")
        try await settle(try require(try await owed(webhook).first, "an owed delivery"), .delivered)
        try await accept([isShared ? others : one], in: isShared ? other : network)
        try await checkThrows(refusal, "full again") { try await accept([one], in: network) }
    }
}

extension BacklogLimits {
    fileprivate static func network(deliveries: Int = 1 << 40, bytes: Int = 1 << 40) -> BacklogLimits {
        BacklogLimits(perNetwork: BacklogSize(deliveries: deliveries, bytes: bytes))
    }

    fileprivate static func total(deliveries: Int = 1 << 40, bytes: Int = 1 << 40) -> BacklogLimits {
        BacklogLimits(total: BacklogSize(deliveries: deliveries, bytes: bytes))
    }
}
