/// Entries by stable index, recycled. A token names one use of a slot, so a late result cannot hit its successor.
///
/// Entries are used in place: copying one costs more than most of what is done with it.
struct SlotTable {
    typealias Slot = Int32

    private var entries: [Entry] = []
    private var free: [Slot] = []
    private let vacant = Entry.vacant

    /// How many slots are in use.
    var count: Int { entries.count - free.count }

    mutating func insert(_ entry: consuming Entry) -> Slot {
        guard let slot = free.popLast() else {
            entries.append(entry)
            return Slot(entries.count - 1)
        }
        entry.generation = entries[Int(slot)].generation
        entries[Int(slot)] = entry
        return slot
    }

    /// Frees a slot in use.
    mutating func remove(_ slot: Slot) {
        let generation = entries[Int(slot)].generation
        entries[Int(slot)] = vacant
        entries[Int(slot)].generation = generation &+ 1
        free.append(slot)
    }

    /// Gives back what an entry shares with others; its numbers stay.
    mutating func strip(_ slot: Slot) {
        entries[Int(slot)].event = vacant.event
        entries[Int(slot)].body = vacant.body
    }

    func token(of slot: Slot) -> UInt64 {
        UInt64(entries[Int(slot)].generation) << 32 | UInt64(UInt32(bitPattern: slot))
    }

    /// The slot a token names; nil when it was recycled since.
    func slot(of token: UInt64) -> Slot? {
        let slot = Slot(truncatingIfNeeded: token & 0xFFFF_FFFF)
        guard entries.indices.contains(Int(slot)), entries[Int(slot)].state != .vacant,
            entries[Int(slot)].generation == UInt32(token >> 32)
        else { return nil }
        return slot
    }

    subscript(slot: Slot) -> Entry {
        _read { yield entries[Int(slot)] }
        _modify { yield &entries[Int(slot)] }
    }
}
