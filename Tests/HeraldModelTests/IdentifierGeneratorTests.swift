import HeraldModel
import Testing

@Suite struct IdentifierGeneratorTests {
    private let time = Timestamp(milliseconds: 1_767_312_000_000)

    @Test func growsWhenAMillisecondIsExhausted() {
        var generator = IdentifierGenerator(node: 3)
        var last: Int64 = 0
        for _ in 0..<10_000 {
            let key = generator.next(at: time)
            #expect(key > last)
            #expect(key >> 12 & 0x3FF == 3, "the node stays in its bits")
            last = key
        }
        #expect(EventID(rawValue: last).timestamp == time.advanced(byMilliseconds: 2))
    }

    @Test func growsWhenTheClockStepsBack() {
        var generator = IdentifierGenerator()
        let first = generator.next(at: time)
        let second = generator.next(at: time.advanced(byMilliseconds: -3_600_000))
        #expect(second == first + 1)
        #expect(generator.next(at: time.advanced(byMilliseconds: 1)) > second)
    }

    @Test func startsAboveWhatTheStoreHolds() {
        let held = EventID(firstAt: time.advanced(byMilliseconds: 5000)).rawValue + 99
        var generator = IdentifierGenerator(after: held)
        #expect(generator.next(at: time) == held + 1)
    }

    @Test func neverGoesBelowZero() {
        var generator = IdentifierGenerator()
        #expect(generator.next(at: Timestamp(milliseconds: 0)) > 0)
    }

    @Test func agreesWithAnyClock() {
        var generator = IdentifierGenerator(node: 1023)
        var last: Int64 = 0
        for step in 0..<20_000 as Range<Int64> {
            // Jumps between 50 ms ahead and 50 ms behind.
            let key = generator.next(at: time.advanced(byMilliseconds: step * 7919 % 101 - 50))
            #expect(key > last)
            last = key
        }
    }
}
