@testable import HeraldTransport
import Testing

@Suite struct LoopSpreadTests {
    @Test func aQuietOriginStaysHome() {
        var spread = LoopSpread(loads: [0, 0, 0, 0])
        for _ in 0...LoopSpread.slack { #expect(spread.place(home: 2) == 2) }
    }

    @Test func oneBusyOriginUsesAllLoops() {
        var spread = LoopSpread(loads: [0, 0, 0, 0])
        var counts = [0, 0, 0, 0]
        for _ in 0..<400 { counts[spread.place(home: 1)] += 1 }
        #expect(counts.allSatisfy { $0 >= 70 }, "\(counts)")
        #expect(counts[1] > 120, "\(counts)")
    }

    @Test func aLoopThatIsBehindGetsTheWork() {
        var spread = LoopSpread(loads: [100, 0])
        #expect(spread.place(home: 0) == 1)
        #expect(spread.place(home: 1) == 1)
    }
}
