import HeraldModel

@testable import HeraldDelivery

/// What happens around the engine.
extension Simulation {
    // MARK: Store

    mutating func append() {
        tellNews()
        for _ in 0..<random.int(1...(random.chance(20) ? 12 : 3)) {
            guard let receiver = livingReceiver() else { return }
            let key = random.chance(15) ? nil : "k\(random.int(0...keyCount - 1))"
            let row = store.append(to: receivers[receiver].id, key: key, at: now)
            news.append((row.owed, false))
        }
        if random.chance(80) { tellNews() }
    }

    mutating func tellNews() {
        for item in news {
            if item.isRequeue { notBefore[store.number(of: item.delivery.id)] = nil }
            core.committed(item.delivery, body: body(of: item.delivery), at: now)
        }
        news = []
    }

    mutating func requeue() {
        tellNews()
        guard !store.rows.isEmpty else { return }
        var number = random.int(0...store.rows.count - 1)
        // Best where memory and store differ: recorded, and not yet known to be.
        if random.chance(60), let settled = committed.joined().randomElement(using: &random) {
            number = store.number(of: settled.deliveryID)
        } else if random.chance(50) {
            number = random.int(max(0, store.rows.count - 20)...store.rows.count - 1)
        }
        let webhook = store.rows[number].webhook
        guard receivers.contains(where: { $0.id == webhook && !$0.isDeleted }) else { return }
        disturbed.insert(webhook)
        if !store.rows[number].isOwed { finished.remove(number) }
        notBefore[number] = nil
        news.append((store.requeue(number, at: now), true))
        if random.chance(80) { tellNews() }
    }

    mutating func commitSettlements() {
        tellNews()
        guard !uncommitted.isEmpty else { return }
        let batch = uncommitted.removeFirst()
        for settlement in batch { store.settle(settlement) }
        committed.append(batch)
    }

    mutating func reportSettlements() {
        guard !committed.isEmpty else { return }
        // Whoever waits for commits may be told in another order.
        let batch = committed.remove(at: random.int(0...committed.count - 1))
        core.settled(batch, at: now)
    }

    mutating func readPage() {
        guard !pagesAsked.isEmpty else { return }
        let request = pagesAsked.remove(at: random.int(0...pagesAsked.count - 1))
        pagesRead.append((request, store.page(request) { Self.size($0) }))
        pagesServed += 1
    }

    mutating func takePage(mayFail: Bool = true) {
        guard !pagesRead.isEmpty else { return }
        let (request, page) = pagesRead.remove(at: random.int(0...pagesRead.count - 1))
        if mayFail, random.chance(10) {
            core.pageFailed(request, at: now)
        } else {
            core.paged(request, page, at: now) { Self.body(of: $0, store) }
        }
    }

    func body(of delivery: OwedDelivery) -> [UInt8] { Self.body(of: delivery, store) }

    private static func body(of delivery: OwedDelivery, _ store: SimulatedStore) -> [UInt8] {
        Array(repeating: 0, count: size(store.number(of: delivery.id)))
    }

    private static func size(_ number: Int) -> Int { number * 7 % 13 }

    // MARK: Receivers

    mutating func complete(_ count: Int) throws {
        for _ in 0..<min(count, dispatches.count) {
            let dispatch = dispatches.remove(at: random.int(0...dispatches.count - 1))
            let number = store.number(of: dispatch.delivery)
            guard let receiver = receivers.firstIndex(where: { $0.id == store.rows[number].webhook }) else { continue }
            let outcome: AttemptOutcome
            if receivers[receiver].stuck.contains(dispatch.event.orderingKey ?? "") {
                outcome = .refused(status: 500)
            } else if random.chance(receivers[receiver].health) {
                outcome = .success
            } else {
                switch random.int(0...5) {
                case 3: outcome = .refused(status: 429)
                case 4: outcome = .refused(status: 400)
                case 0: outcome = .timeout
                case 1: outcome = .unreachable(code: "connect_failed")
                case 2: outcome = .refused(status: 503, retryAfterMilliseconds: Int64(random.int(0...5000)))
                default: outcome = .refused(status: 500)
                }
            }
            let result = AttemptResult(
                token: dispatch.token, outcome: outcome, durationMicroseconds: 1,
                responseBody: Array(repeating: 0, count: number % 3))
            let attempt = core.completed(result, at: now)
            if dispatch.variant.isLegacy {
                receivers[receiver].legacyUnderWay -= 1
                if attempt != nil { throw Violation(description: "a legacy request decided") }
            } else {
                receivers[receiver].underWay -= 1
                underWay.remove(number)
                if attempt == nil { throw Violation(description: "the result of \(dispatch.delivery) is unknown") }
            }
            if core.completed(result, at: now) != nil { throw Violation(description: "a result counted twice") }
        }
    }

    mutating func addReceiver() {
        let id = WebhookID(rawValue: Int64(receivers.count) + 1)
        let network = NetworkID(rawValue: Int64(random.int(1...2)))
        receivers.append(
            Receiver(id: id, network: network, settings: randomSettings(), health: randomHealth()))
        put(receivers.count - 1)
    }

    mutating func removeReceiver() {
        guard let receiver = livingReceiver() else { return }
        tellNews()
        receivers[receiver].isDeleted = true
        store.deleteWebhook(receivers[receiver].id)
        core.remove(receivers[receiver].id)
        addReceiver()
    }

    mutating func reopenReceiver() {
        guard let receiver = livingReceiver() else { return }
        core.remove(receivers[receiver].id)
        announced.remove(receivers[receiver].id)
        put(receiver)
        receivers[receiver].isReopened = true
        disturbed.insert(receivers[receiver].id)
    }

    mutating func changeHealth() {
        guard let receiver = livingReceiver() else { return }
        receivers[receiver].health = randomHealth()
        receivers[receiver].stuck = Set((0..<keyCount).filter { _ in random.chance(25) }.map { "k\($0)" })
    }

    mutating func changeSettings() {
        guard let receiver = livingReceiver() else { return }
        switch random.int(0...5) {
        case 0, 1, 2: receivers[receiver].settings.isPaused.toggle()
        case 3: receivers[receiver].settings.maxConcurrency = random.int(1...4)
        case 4: receivers[receiver].settings.rateLimitPerSecond = random.chance(50) ? nil : random.int(1...50)
        default: receivers[receiver].settings = randomSettings()
        }
        put(receiver)
    }

    mutating func put(_ receiver: Int) {
        core.put(
            receivers[receiver].id, of: receivers[receiver].network, settings: receivers[receiver].settings, at: now)
    }

    private mutating func livingReceiver() -> Int? {
        receivers.indices.filter { !receivers[$0].isDeleted }.randomElement(using: &random)
    }

    private mutating func randomHealth() -> Int { [0, 30, 80, 100].randomElement(using: &random) ?? 100 }

    private mutating func randomSettings() -> LaneSettings {
        let policies: [(RetryPolicy, Dialect)] = [
            (.durable, .standard), (.schedule([0, 50, 500, 3000]), .standard), (.vendor, .sendbird),
            (.schedule([100, 100, 100, 100, 100, 100]), .standard),
        ]
        let (policy, dialect) = policies.randomElement(using: &random) ?? (.durable, .standard)
        return LaneSettings(
            ordering: orderings.randomElement(using: &random) ?? .key, maxConcurrency: random.int(1...5),
            rateLimitPerSecond: random.chance(15) ? random.int(1...50) : nil,
            retry: RetrySchedule(policy: policy, dialect: dialect), sendsLegacyRequest: random.chance(20))
    }

    // MARK: Time

    mutating func advanceClock() {
        if random.chance(40), let next = core.nextTimer {
            now = max(now, next)
        } else {
            let most = random.chance(3) ? 3_600_000 : 200
            now = now.advanced(byMilliseconds: Int64(random.int(0...most)))
        }
        core.tick(at: now)
    }

    /// The process dies and starts again: only what was committed remains.
    mutating func restart() {
        core = EngineCore(configuration: configuration, seed: random.next())
        announced = []
        dispatches = []
        uncommitted = []
        committed = []
        pagesAsked = []
        pagesRead = []
        news = []
        underWay = []
        finished = []
        attempts = [:]
        notBefore = [:]
        for (number, row) in store.rows.enumerated() {
            if !row.isOwed { finished.insert(number) }
            attempts[number] = row.attemptCount
            notBefore[number] = row.dueAt
        }
        for index in receivers.indices {
            receivers[index].underWay = 0
            receivers[index].legacyUnderWay = 0
            receivers[index].isReopened = false
            if !receivers[index].isDeleted { put(index) }
        }
    }
}
