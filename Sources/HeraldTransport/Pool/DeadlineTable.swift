/// Values with a deadline each, in a timer wheel: adding, finding and removing cost O(1), and looking for what is due
/// touches little else. Times are nanoseconds of one monotonic clock.
///
/// Nothing expires before its deadline; ``expire(at:)`` finds it at most one `granularity` late.
struct DeadlineTable<Value> {
    private struct Entry {
        var value: Value
        let deadline: UInt64
    }

    private let granularity: UInt64
    private let bucketCount: Int
    private var slots: LinkedSlots<Entry>
    /// All buckets up to this tick have been looked through.
    private var tick: UInt64 = 0

    init(granularity: Duration = .milliseconds(8), bucketCount: Int = 2048) {
        self.granularity = max(1, granularity.wholeNanoseconds)
        self.bucketCount = bucketCount
        slots = LinkedSlots(listCount: bucketCount)
    }

    /// The number of values.
    var count: Int { slots.count }

    mutating func insert(_ value: consuming Value, deadline: UInt64, now: UInt64) -> SlotHandle {
        if slots.count == 0 { tick = now / granularity }
        let due = max(tick + 1, (deadline + granularity - 1) / granularity)
        return slots.append(Entry(value: value, deadline: deadline), to: Int(due % UInt64(bucketCount)))
    }

    mutating func remove(_ slot: SlotHandle) -> Value? {
        slots.remove(slot)?.value
    }

    func contains(_ slot: SlotHandle) -> Bool {
        slots.contains(slot)
    }

    subscript(slot: SlotHandle) -> Value? {
        slots[slot]?.value
    }

    mutating func update(_ slot: SlotHandle, _ change: (inout Value) -> Void) {
        slots.update(slot) { change(&$0.value) }
    }

    /// Takes out everything that is due.
    mutating func expire(at now: UInt64) -> [Value] {
        var due: [Value] = []
        let last = now / granularity
        guard last > tick else { return due }
        for step in (tick + 1)...min(last, tick + UInt64(bucketCount)) {
            var next = slots.first(of: Int(step % UInt64(bucketCount)))
            while let slot = next {
                next = slots.next(after: slot)
                // Later rounds of the wheel share the bucket.
                guard let entry = slots[slot], entry.deadline <= now else { continue }
                if let entry = slots.remove(slot) { due.append(entry.value) }
            }
        }
        tick = last
        return due
    }

    /// Takes out everything.
    mutating func removeAll() -> [Value] {
        var all: [Value] = []
        for bucket in 0..<bucketCount {
            while let slot = slots.first(of: bucket), let entry = slots.remove(slot) { all.append(entry.value) }
        }
        return all
    }
}
