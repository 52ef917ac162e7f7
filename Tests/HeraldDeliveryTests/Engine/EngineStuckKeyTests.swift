import HeraldModel
import Testing

@testable import HeraldDelivery

/// A stuck key and the breaker of its lane.
@Suite struct EngineStuckKeyTests {
    @Test(arguments: [AttemptOutcome.refused(status: 500), .timeout])
    func `a stuck key does not open the breaker on the others`(outcome: AttemptOutcome) {
        var engine = EngineHarness()
        engine.open(.first, .retrying(Array(repeating: 1000, count: 50), ordering: .key))
        engine.commit([1], key: "stuck")
        for _ in 0..<40 {
            engine.finish(1, outcome)
            engine.recordAll()
            engine.advance(1000)
        }
        #expect(engine.core.lanes[0].health.breaker.state == .closed)
        engine.commit([2], key: "other")
        #expect(engine.underWay.contains(2))
    }

    @Test func `keys that all fail open it`() {
        var engine = EngineHarness()
        engine.open(.first, .retrying(Array(repeating: 1000, count: 50), ordering: .key))
        for number in 1...10 {
            engine.commit([number], key: "\(number)")
            engine.finish(number, .refused(status: 500))
        }
        #expect(engine.core.lanes[0].health.breaker.state != .closed)
    }
}
