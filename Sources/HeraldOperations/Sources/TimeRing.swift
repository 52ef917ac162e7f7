import HeraldModel

/// What happened in the latest slots of time. The oldest slots go; those in which nothing happened take no room.
struct TimeRing<Value> {
    /// How long a slot is.
    let slotMinutes: Int64
    /// How many slots there may be, the growing one included.
    let limit: Int64
    /// Oldest first, each with its first minute.
    private(set) var slots: [(start: Int64, value: Value)] = []

    init(slotMinutes: Int64, limit: Int64) {
        self.slotMinutes = slotMinutes
        self.limit = limit
    }

    /// The first minute of the slot that holds `time`.
    func start(at time: Timestamp) -> Int64 {
        let minute = time.milliseconds / 60_000
        return minute - minute % slotMinutes
    }

    /// Changes the slot of a moment. A clock that was set back a little goes on in the newest slot; one that was set back
    /// by more says that what was counted belongs to no known time.
    mutating func change(at time: Timestamp, fresh: @autoclosure () -> Value, _ body: (inout Value) -> Void) {
        let start = start(at: time)
        if let newest = slots.last?.start, newest - start > 2 * slotMinutes { slots = [] }
        if slots.last.map({ $0.start < start }) ?? true {
            let oldest = start - (limit - 1) * slotMinutes
            slots.removeAll { $0.start < oldest }
            slots.append((start, fresh()))
        }
        body(&slots[slots.count - 1].value)
    }

    /// The slots from so many minutes before a moment on: the first may reach a little further back.
    func slots(minutes: Int64, before time: Timestamp) -> some Sequence<(start: Int64, value: Value)> {
        let first = start(at: time) - minutes
        return slots.lazy.filter { $0.start >= first }
    }
}
