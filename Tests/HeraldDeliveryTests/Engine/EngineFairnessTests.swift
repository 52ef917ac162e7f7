import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct EngineFairnessTests {
    @Test func `networks share equally whatever their load`() {
        var engine = EngineHarness {
            $0.maxInFlight = 100
            $0.laneWindow = 100_000
        }
        engine.open(.first, network: 1, LaneSettings(maxConcurrency: 1000))
        engine.open(.second, network: 2, LaneSettings(maxConcurrency: 1000))
        engine.commit(1...20_000)
        engine.commit(30_001...32_000, to: .second)
        var shares = [0, 0]
        for _ in 0..<2000 {
            let request = engine.requests[0]
            shares[request.lane] += 1
            engine.finish(request.number)
        }
        // The first one's requests were already under way when the second one's work came.
        #expect((900...1100).contains(shares[1]))
    }

    @Test func `networks share equally however many lanes they have`() {
        var engine = EngineHarness {
            $0.maxInFlight = 200
            $0.laneWindow = 100_000
        }
        for id in 1...9 as ClosedRange<Int64> {
            engine.open(WebhookID(rawValue: id), network: id == 9 ? 2 : 1, LaneSettings(maxConcurrency: 1000))
        }
        engine.core.stop()
        for id in 1...9 { engine.commit(id * 5000..<id * 5000 + 3000, to: WebhookID(rawValue: Int64(id))) }
        engine.core.isStopping = false
        engine.pump()
        var shares = Array(repeating: 0, count: 9)
        for _ in 0..<4000 {
            let request = engine.requests[0]
            shares[request.lane] += 1
            engine.finish(request.number)
        }
        #expect((1900...2100).contains(shares[8]))
        #expect(shares[..<8].allSatisfy { (225...275).contains($0) }, "\(shares)")
    }

    @Test func `a receiver that hangs costs its own lane only`() {
        var engine = EngineHarness { $0.maxInFlight = 100 }
        engine.open(.first, LaneSettings(maxConcurrency: 10))
        engine.open(.second, LaneSettings(maxConcurrency: 10))
        engine.commit(1...500)
        engine.commit(1001...1500, to: .second)
        var sent = 0
        while let request = engine.requests.first(where: { $0.lane == 1 }) {
            engine.finish(request.number)
            engine.recordAll()
            sent += 1
        }
        #expect(sent == 500)
        #expect(engine.state(.first)?.inFlight == 10)
    }

    @Test(arguments: [40, 64, 500])
    func `a hundredfold load gets a fair share while others have work, and everything when they have none`(slots: Int) {
        var model = ReceiverModel { $0.maxInFlight = slots }
        for id in 1...10 as ClosedRange<Int64> { model.open(id, network: 1, .answers(after: 5)) }
        for id in 11...13 as ClosedRange<Int64> { model.open(id, network: id, .answers(after: 5)) }
        for id in 1...10 as ClosedRange<Int64> { model.publish(20_000, to: id) }
        model.run(50)
        for id in 11...13 as ClosedRange<Int64> { model.publish(2000, to: id) }
        model.run(20)
        model.forgetCounts()
        // Long enough to see, and short enough for the others to have work all along.
        model.run(slots == 500 ? 50 : 200)
        let all = model.started.values.reduce(0, +)
        let large = (1...10 as ClosedRange<Int64>).reduce(0) { $0 + model.started[WebhookID(rawValue: $1), default: 0] }
        #expect(Double(large) <= Double(all) / 4 * 1.1)
        for id in 11...13 as ClosedRange<Int64> {
            let share = Double(model.started[WebhookID(rawValue: id), default: 0]) / Double(all)
            #expect((0.225...0.275).contains(share), "\(id) got \(share)")
        }
        model.run(slots == 500 ? 150 : 1000)
        model.forgetCounts()
        model.run(100)
        // All that one may hold, 20 times each.
        let alone = model.started.values.reduce(0, +)
        #expect(alone >= slots * 20 * 2 / 3)
    }

    @Test func `bytes count`() {
        var engine = EngineHarness {
            $0.maxInFlight = 100_000
            $0.maxHeldBytes = 1 << 30
        }
        for id in 1...3 as ClosedRange<Int64> {
            engine.open(WebhookID(rawValue: id), network: min(id, 2), LaneSettings(maxConcurrency: 1000))
        }
        engine.core.stop()
        engine.commit(1...1000, to: .first, bytes: 40_000)
        engine.commit(1001...2000, to: .second, bytes: 10_000)
        engine.commit(2001...3000, to: WebhookID(rawValue: 3), bytes: 200_000)
        engine.core.isStopping = false
        engine.pump()
        // As long as all of them have work.
        var costs = [0, 0, 0]
        for request in engine.requests.prefix(while: { $0.number != 2000 }) {
            costs[request.lane] += 1 + request.body.count / 4096
        }
        #expect(costs[0] > 5000)
        #expect((0.95...1.05).contains(Double(costs[0]) / Double(costs[1] + costs[2])), "\(costs)")
        #expect((0.95...1.05).contains(Double(costs[1]) / Double(costs[2])), "\(costs)")
    }

    @Test(arguments: [(true, 1000), (false, 1000), (true, 32), (false, 32)])
    func `nine receivers that hang or reset do not reduce what the tenth gets`(sameNetwork: Bool, concurrency: Int) {
        func sent(with others: Bool) -> Int {
            var model = ReceiverModel { _ in }
            let settings = LaneSettings(maxConcurrency: concurrency)
            for id in 1...9 as ClosedRange<Int64> {
                let habit: ReceiverModel.Habit = id.isMultiple(of: 3) ? .resets : .hangs(timeout: 15_000)
                model.open(id, network: sameNetwork ? 1 : id, habit, settings)
                if others { model.publish(5000, to: id) }
            }
            model.open(10, network: sameNetwork ? 1 : 10, .answers(after: 20), LaneSettings(maxConcurrency: 8))
            model.run(100)
            model.publish(30_000, to: 10)
            model.run(20_000)
            return model.started[WebhookID(rawValue: 10), default: 0]
        }
        let alone = sent(with: false)
        #expect(alone == 8 * 1000 + 8)
        #expect(sent(with: true) == alone)
    }

    @Test func `many slow networks leave a place for one more`() {
        var model = ReceiverModel { _ in }
        for id in 1...12 as ClosedRange<Int64> {
            model.open(id, network: id, .hangs(timeout: 15_000))
            model.publish(2000, to: id)
        }
        model.open(13, network: 13, .answers(after: 10))
        model.run(10)
        model.publish(2000, to: 13)
        model.run(1000)
        // Eight at a time.
        #expect(model.started[WebhookID(rawValue: 13), default: 0] >= 790)
    }

    @Test func `no lane has more under way than its concurrency`() {
        var model = ReceiverModel { $0.maxInFlight = 400 }
        for id in 1...6 as ClosedRange<Int64> {
            let habit: ReceiverModel.Habit =
                id < 3 ? .answers(after: id * 7) : id < 5 ? .resets : .hangs(timeout: 300)
            let settings = LaneSettings(
                maxConcurrency: Int(id) * 3, retry: RetrySchedule(policy: .vendor, dialect: .socialplus),
                sendsLegacyRequest: id.isMultiple(of: 2))
            model.open(id, network: id / 3, habit, settings)
            model.publish(2000, to: id)
        }
        model.run(5000)
        for id in 1...6 as ClosedRange<Int64> {
            #expect(model.most[WebhookID(rawValue: id), default: 0] <= Int(id) * 3)
        }
    }
}
