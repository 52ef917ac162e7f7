import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct AdaptiveWindowTests {
    private let start = Timestamp(milliseconds: 1000)

    @Test func `it begins open`() {
        let window = AdaptiveWindow(ceiling: 32)
        #expect(window.limit == 32)
        #expect(window.isOpen)
        #expect(AdaptiveWindow(ceiling: 0).limit == 1)
    }

    @Test func `one burst of failures halves it once`() {
        var window = AdaptiveWindow(ceiling: 32)
        let later = start.advanced(byMilliseconds: 100)
        var isNews = window.overloaded(startedAt: start, at: later)
        #expect(isNews)
        for _ in 0..<31 {
            isNews = window.overloaded(startedAt: start, at: later.advanced(byMilliseconds: 3))
            #expect(!isNews)
        }
        #expect(window.limit == 16)
        let next = later.advanced(byMilliseconds: 1)
        isNews = window.overloaded(startedAt: next, at: next.advanced(byMilliseconds: 1))
        #expect(isNews)
        #expect(window.limit == 8)
    }

    @Test(arguments: [
        (1, [1, 1]), (2, [1, 1]), (5, [2, 1, 1]), (32, [16, 8, 4, 2, 1, 1]), (100, [50, 25, 12, 6, 3, 1, 1]),
    ])
    func `it never closes`(ceiling: Int, limits: [Int]) {
        var window = AdaptiveWindow(ceiling: ceiling)
        var now = start
        for limit in limits {
            now = now.advanced(byMilliseconds: 10)
            _ = window.overloaded(startedAt: now.advanced(byMilliseconds: -1), at: now)
            #expect(window.limit == limit)
        }
    }

    @Test func `a round trip of successes opens it by one`() {
        var window = AdaptiveWindow(ceiling: 8)
        _ = window.overloaded(startedAt: start, at: start)
        #expect(window.limit == 4)
        for limit in [4, 5, 6, 7] {
            for _ in 1..<limit { window.succeeded() }
            #expect(window.limit == limit)
            window.succeeded()
            #expect(window.limit == limit + 1)
        }
        #expect(window.isOpen)
        for _ in 0..<100 { window.succeeded() }
        #expect(window.limit == 8)
    }

    @Test func `after a restart it doubles each round trip`() {
        var window = AdaptiveWindow(ceiling: 32)
        window.restart()
        var limits: [Int] = []
        for _ in 0..<5 {
            limits.append(window.limit)
            for _ in 0..<window.limit { window.succeeded() }
        }
        #expect(limits == [2, 4, 8, 16, 32])
        window.restart()
        for _ in 0..<8 { window.succeeded() }
        #expect(window.limit == 10)
        _ = window.overloaded(startedAt: start, at: start)
        for _ in 0..<5 { window.succeeded() }
        #expect(window.limit == 6)
    }

    @Test func `a new ceiling applies at once`() {
        var window = AdaptiveWindow(ceiling: 8)
        window.setCeiling(20)
        #expect(window.limit == 20)
        _ = window.overloaded(startedAt: start, at: start)
        window.setCeiling(100)
        #expect(window.limit == 10)
        window.setCeiling(4)
        #expect(window.limit == 4)
        #expect(window.isOpen)
        window.setCeiling(6)
        #expect(window.limit == 6)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `its limit stays between one and the ceiling`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var ceiling = random.int(1...40)
        var window = AdaptiveWindow(ceiling: ceiling)
        var now = start
        for _ in 0..<2000 {
            let before = window.limit
            now = now.advanced(byMilliseconds: Int64(random.int(0...5)))
            switch random.int(0...99) {
            case 0..<70:
                window.succeeded()
                #expect(window.limit - before == 0 || window.limit - before == 1)
            case 70..<95:
                let started = now.advanced(byMilliseconds: -Int64(random.int(0...20)))
                let isNews = window.overloaded(startedAt: started, at: now)
                #expect(window.limit == (isNews ? max(1, before / 2) : before))
            case 95..<97: window.restart()
            default:
                ceiling = random.int(1...40)
                window.setCeiling(ceiling)
            }
            #expect((1...ceiling).contains(window.limit))
        }
    }
}
