import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct SourceHistoryTests {
    /// The first moment of a minute that begins an hour.
    private static let start = Timestamp(milliseconds: 1_767_322_800_000)

    private func minute(_ number: Int64) -> Timestamp { Self.start.advanced(byMilliseconds: number * 60_000) }

    @Test func `a window adds up its minutes`() throws {
        var history = SourceHistory()
        history.countSuccess(isDuplicate: false, at: minute(0), afterMicroseconds: 900)
        for number in Int64(10)...12 {
            history.countSuccess(isDuplicate: false, at: minute(number), afterMicroseconds: 2000)
            history.countSuccess(isDuplicate: true, at: minute(number), afterMicroseconds: 2000)
            history.countRefusal("signature_mismatch", at: minute(number), afterMicroseconds: 100)
        }
        let short = history.window(try #require(StatsWindow("2m")), before: minute(12))
        #expect(short.from == minute(10) && short.to == minute(12))
        #expect(short.buckets.map(\.start) == [minute(10), minute(11), minute(12)])
        #expect(short.buckets.allSatisfy { $0.figures.requests == 3 })
        #expect(short.total.accepted == 3 && short.total.duplicates == 3)
        #expect(short.total.refused == ["signature_mismatch": 3])
        #expect(short.total.successRate == 6.0 / 9)
        #expect(short.perSecond(short.total.accepted) == 3.0 / 120)
        let p99 = try #require(short.total.answerTimes.percentile(0.99))
        #expect(p99 > 1000)
        let long = history.window(try #require(StatsWindow("1h")), before: minute(12))
        #expect(long.buckets.count == 61 && long.total.accepted == 4)
        let empty = history.window(try #require(StatsWindow("5m")), before: minute(40))
        #expect(empty.total.requests == 0 && empty.total.successRate == nil && empty.buckets.count == 6)
    }

    @Test func `what is kept is bounded`() throws {
        var ring = TimeRing<Int>(slotMinutes: 5, limit: 4)
        for number in Int64(0)..<1000 { ring.change(at: minute(number), fresh: 0) { $0 += 1 } }
        #expect(ring.slots.map(\.value) == [5, 5, 5, 5])
        #expect(ring.slots.last?.start == ring.start(at: minute(999)))
        #expect(ring.slots(minutes: 5, before: minute(999)).map(\.value) == [5, 5])
        ring.change(at: minute(5000), fresh: 0) { $0 += 1 }
        #expect(ring.slots.map(\.value) == [1])
    }

    @Test func `a clock that is set back loses no room`() throws {
        var history = SourceHistory()
        history.countSuccess(isDuplicate: false, at: minute(100), afterMicroseconds: 1)
        history.countSuccess(isDuplicate: false, at: minute(99), afterMicroseconds: 1)
        let near = history.window(try #require(StatsWindow("5m")), before: minute(99))
        #expect(near.total.accepted == 2)
        history.countSuccess(isDuplicate: false, at: minute(10), afterMicroseconds: 1)
        let far = history.window(try #require(StatsWindow("5m")), before: minute(10))
        #expect(far.total.accepted == 1)
    }

    @Test func `a day is known in numbers`() {
        var history = SourceHistory()
        for number in stride(from: Int64(0), through: 1440, by: 10) {
            history.countSuccess(isDuplicate: false, at: minute(number), afterMicroseconds: 1)
            history.countRefusal("x", at: minute(number), afterMicroseconds: 1)
        }
        func taken(_ minutes: Int64) -> [Int] {
            let taken = history.taken(minutes: minutes, before: minute(1440))
            return [taken.good, taken.all]
        }
        #expect(taken(60) == [7, 14])
        #expect(taken(120) == [13, 26])
        #expect(taken(1440) == [145, 290])
    }
}
