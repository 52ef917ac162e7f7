@testable import HeraldTransport
import Testing

@Suite struct DeadlineTableTests {
    private static let millisecond: UInt64 = 1_000_000

    @Test func expiresLikeANaiveList() {
        var random = SeededGenerator(seed: 11)
        var table = DeadlineTable<Int>(granularity: .milliseconds(8), bucketCount: 16)
        var model: [Int: (deadline: UInt64, slot: SlotHandle)] = [:]
        var now: UInt64 = 1_000 * Self.millisecond
        for step in 0..<20_000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<6:
                // Far beyond one turn of the wheel, and also already over.
                let deadline = now + UInt64.random(in: 0...600, using: &random) * Self.millisecond
                model[step] = (deadline, table.insert(step, deadline: deadline, now: now))
            case 6..<8:
                guard let (value, entry) = model.randomElement(using: &random) else { continue }
                #expect(table.remove(entry.slot) == value)
                model[value] = nil
            default:
                now += UInt64.random(in: 1...40, using: &random) * Self.millisecond
                for value in table.expire(at: now) {
                    let entry = model.removeValue(forKey: value)
                    #expect(entry.map { $0.deadline <= now } == true, "expired early or twice")
                    if let entry { #expect(!table.contains(entry.slot)) }
                }
                let late = model.values.filter { $0.deadline + 16 * Self.millisecond < now }
                #expect(late.isEmpty)
            }
            #expect(table.count == model.count)
        }
    }

    @Test func survivesALongPause() {
        var table = DeadlineTable<Int>(granularity: .milliseconds(8), bucketCount: 16)
        _ = table.insert(1, deadline: 10 * Self.millisecond, now: 0)
        #expect(table.expire(at: 3_600_000 * Self.millisecond) == [1])
        _ = table.insert(2, deadline: 3_600_010 * Self.millisecond, now: 3_600_000 * Self.millisecond)
        #expect(table.expire(at: 3_600_009 * Self.millisecond).isEmpty)
        #expect(table.expire(at: 3_600_030 * Self.millisecond) == [2])
    }

    @Test func givesEverythingBack() {
        var table = DeadlineTable<Int>()
        let slot = table.insert(1, deadline: 5, now: 0)
        _ = table.insert(2, deadline: 50_000 * Self.millisecond, now: 0)
        table.update(slot) { $0 = 3 }
        #expect(table[slot] == 3)
        #expect(table.removeAll().sorted() == [2, 3])
        #expect(table.count == 0)
        #expect(table[slot] == nil)
    }
}
