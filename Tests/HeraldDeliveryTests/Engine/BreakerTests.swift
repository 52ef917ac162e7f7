import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct BreakerTests {
    /// A breaker with a clock. Each attempt takes no time.
    private final class Bench {
        var breaker = Breaker()
        var settings = BreakerSettings()
        var now = Timestamp(milliseconds: 1_000_000)
        var random = SplitMix64(seed: 7)

        func fail(_ token: UInt64 = 1, startedAgo: Int64 = 0) -> Bool {
            breaker.failed(
                token: token, startedAt: now.advanced(byMilliseconds: -startedAgo), at: now, settings: settings,
                random: &random)
        }

        func succeed(_ token: UInt64 = 1) -> Bool { breaker.succeeded(token: token, at: now) }
        func pass(_ milliseconds: Int64) { now = now.advanced(byMilliseconds: milliseconds) }
        func announcement() -> Breaker.Announcement? {
            breaker.takeAnnouncement(at: now, settings: settings)
        }

        /// Fails until it is open.
        func open() {
            while breaker.state == .closed { _ = fail() }
        }

        /// Waits for the pause to end and starts the probe. Answers the pause.
        func probe(_ token: UInt64 = 99) -> Int64 {
            guard let until = breaker.probeAt else { return 0 }
            let pause = until.milliseconds - now.milliseconds
            now = until
            breaker.wake(at: now)
            breaker.started(token: token)
            return pause
        }
    }

    @Test func `failures in a row open it`() {
        let bench = Bench()
        for _ in 1..<10 {
            let didOpen = bench.fail()
            #expect(!didOpen)
        }
        #expect(bench.breaker.failuresInARow == 9)
        #expect(bench.fail())
        #expect(bench.breaker.probeAt != nil)
        #expect(bench.breaker.failingSince == bench.now)
    }

    @Test func `one success begins the row anew`() {
        let bench = Bench()
        for _ in 0..<9 { _ = bench.fail() }
        _ = bench.succeed()
        #expect(bench.breaker.failingSince == nil)
        for _ in 0..<9 { _ = bench.fail() }
        #expect(bench.breaker.state == .closed)
    }

    @Test(arguments: [(1, 1, false), (2, 1, false), (3, 1, true), (7, 2, true), (9, 1, true), (1, 9, false)])
    func `three failures of four open it`(failures: Int, successes: Int, opens: Bool) {
        let bench = Bench()
        for _ in 0..<100 {
            for _ in 0..<failures where bench.breaker.state == .closed { _ = bench.fail() }
            for _ in 0..<successes { _ = bench.succeed() }
        }
        #expect((bench.breaker.state != .closed) == opens)
    }

    @Test func `after its pause one request is the probe, and its success closes it`() {
        let bench = Bench()
        bench.open()
        let until = bench.breaker.probeAt ?? bench.now
        bench.breaker.wake(at: until.advanced(byMilliseconds: -1))
        #expect(bench.breaker.state == .open(until: until))
        bench.breaker.started(token: 5)
        #expect(bench.breaker.state == .open(until: until))
        _ = bench.probe(99)
        bench.breaker.started(token: 100)
        #expect(bench.breaker.state == .probing(token: 99))
        #expect(!bench.succeed(100))
        #expect(bench.breaker.state == .probing(token: 99))
        #expect(bench.succeed(99))
        #expect(bench.breaker.state == .closed)
        #expect(bench.breaker.isUntroubled)
    }

    @Test func `failed probes double the pause up to its bound`() {
        let bench = Bench()
        bench.open()
        var longest: Int64 = 1000
        for _ in 0..<12 {
            let pause = bench.probe()
            #expect((longest / 2...longest).contains(pause))
            longest = min(60_000, longest * 2)
            #expect(bench.fail(99))
        }
        #expect(bench.breaker.failuresInARow == 22)
    }

    @Test func `others than the probe change nothing while it is open`() {
        let bench = Bench()
        bench.open()
        let state = bench.breaker.state
        #expect(!bench.fail(2))
        #expect(!bench.succeed(3))
        #expect(bench.breaker.state == state)
        _ = bench.probe(99)
        #expect(!bench.fail(2))
        #expect(bench.breaker.state == .probing(token: 99))
        bench.breaker.vanished(token: 2)
        #expect(bench.breaker.state == .probing(token: 99))
        bench.breaker.vanished(token: 99)
        #expect(bench.breaker.state == .halfOpen)
    }

    @Test func `requests from before it closed do not open it again`() {
        let bench = Bench()
        bench.open()
        _ = bench.probe(99)
        _ = bench.succeed(99)
        for _ in 0..<50 {
            let didOpen = bench.fail(1, startedAgo: 1)
            #expect(!didOpen)
        }
        #expect(bench.breaker.isUntroubled)
        for _ in 0..<10 { _ = bench.fail(1, startedAgo: 0) }
        #expect(bench.breaker.state != .closed)
    }

    @Test func `only who proves himself starts with the first pause again`() {
        let bench = Bench()
        bench.open()
        for _ in 0..<5 {
            _ = bench.probe()
            _ = bench.fail(99)
        }
        let pause = bench.probe()
        #expect((16_000...32_000).contains(pause))
        _ = bench.succeed(99)
        bench.pass(Breaker.proof * pause - 1)
        bench.open()
        let longer = bench.probe()
        #expect((30_000...60_000).contains(longer))
        _ = bench.succeed(99)
        bench.pass(Breaker.proof * longer)
        bench.open()
        #expect((500...1000).contains(bench.probe()))
    }

    @Test func `a change ends the pause early`() {
        let bench = Bench()
        bench.breaker.endPause()
        #expect(bench.breaker.state == .closed)
        bench.open()
        bench.breaker.endPause()
        #expect(bench.breaker.state == .halfOpen)
    }

    @Test func `failing and recovered are announced in pairs`() {
        let bench = Bench()
        #expect(bench.announcement() == nil)
        bench.open()
        let since = bench.now
        #expect(bench.announcement() == .failing)
        #expect(bench.announcement() == nil)
        _ = bench.probe()
        _ = bench.fail(99)
        #expect(bench.announcement() == nil)
        _ = bench.probe()
        _ = bench.succeed(99)
        #expect(bench.announcement() == .recovered(since: since))
        #expect(bench.announcement() == nil)
    }

    @Test func `a breaker that flutters is announced once a minute`() {
        let bench = Bench()
        var announced: [Timestamp] = []
        for _ in 0..<500 {
            bench.open()
            if bench.announcement() == .failing { announced.append(bench.now) }
            _ = bench.probe()
            _ = bench.succeed(99)
            _ = bench.announcement()
            bench.pass(10)
        }
        let gaps = zip(announced, announced.dropFirst()).map { $1.milliseconds - $0.milliseconds }
        #expect(gaps.count > 5)
        #expect(gaps.allSatisfy { $0 >= 60_000 })
    }

    @Test func `who fails again within the quiet time is announced later`() {
        let bench = Bench()
        bench.open()
        #expect(bench.announcement() == .failing)
        _ = bench.probe()
        _ = bench.succeed(99)
        #expect(bench.announcement() != nil)
        bench.open()
        let reopened = bench.now
        #expect(bench.announcement() == nil)
        var heard: Breaker.Announcement?
        while heard == nil, bench.now.milliseconds - reopened.milliseconds < 200_000 {
            _ = bench.probe()
            _ = bench.fail(99)
            heard = bench.announcement()
        }
        #expect(heard == .failing)
        #expect(bench.now.milliseconds - reopened.milliseconds <= 120_000)
    }
}
