/// Entries by stable index, recycled. A token names one use of a slot, so a late result cannot hit its successor.
struct SlotTable {
    typealias Slot = Int32

    private var entries: [Entry?] = []
    private var generations: [UInt32] = []
    private var free: [Slot] = []

    /// How many slots are in use.
    var count: Int { entries.count - free.count }

    mutating func insert(_ entry: Entry) -> Slot {
        if let slot = free.popLast() {
            entries[Int(slot)] = entry
            return slot
        }
        entries.append(entry)
        generations.append(0)
        return Slot(entries.count - 1)
    }

    mutating func remove(_ slot: Slot) -> Entry? {
        guard let entry = entries[Int(slot)] else { return nil }
        entries[Int(slot)] = nil
        // 31 bits: the highest token bit belongs to requests outside of lanes.
        generations[Int(slot)] = (generations[Int(slot)] &+ 1) & 0x7FFF_FFFF
        free.append(slot)
        return entry
    }

    func token(of slot: Slot) -> UInt64 {
        UInt64(generations[Int(slot)]) << 32 | UInt64(UInt32(bitPattern: slot))
    }

    /// The slot a token names; nil when it was recycled since.
    func slot(of token: UInt64) -> Slot? {
        let slot = Slot(truncatingIfNeeded: token & 0xFFFF_FFFF)
        guard slot >= 0, Int(slot) < entries.count, entries[Int(slot)] != nil,
            generations[Int(slot)] == UInt32(token >> 32)
        else { return nil }
        return slot
    }

    subscript(slot: Slot) -> Entry? {
        get { entries[Int(slot)] }
        set { entries[Int(slot)] = newValue }
    }
}
