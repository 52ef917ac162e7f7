@testable import HeraldTransport
import Testing

@Suite struct LoopSpreadTests {
    @Test func aQuietOriginStaysHome() {
        for _ in 0..<10 {
            var spread = LoopSpread(loads: [0, 0, 0, 0])
            #expect(spread.place(home: 2, slack: LoopSpread.slack) == 2)
        }
    }

    @Test func oneBusyOriginUsesAllLoops() {
        var spread = LoopSpread(loads: [0, 0, 0, 0])
        var counts = [0, 0, 0, 0]
        for _ in 0..<400 { counts[spread.place(home: 1, slack: LoopSpread.slack)] += 1 }
        for count in counts { #expect((99...104).contains(count), "\(counts)") }
    }

    @Test func aLoopThatIsBehindGetsTheWork() {
        var spread = LoopSpread(loads: [100, 0])
        #expect(spread.place(home: 0, slack: LoopSpread.slack) == 1)
        #expect(spread.place(home: 1, slack: LoopSpread.slack) == 1)
    }
}
