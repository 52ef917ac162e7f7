import HeraldModel

/// Finds a held delivery's slot: a hash table with linear probing.
///
/// Each delivery passes it five times under the engine's lock, and `Dictionary` spent a quarter of that time on
/// hashing. Keys come from the store, so nobody can choose them to collide.
struct DeliveryIndex {
    typealias Slot = SlotTable.Slot

    private struct Cell {
        var key: Int64
        /// ``vacant`` marks a free cell.
        var slot: Slot
    }

    private static let vacant: Slot = -1

    /// A power of two of them.
    private var cells = Array(repeating: Cell(key: 0, slot: vacant), count: 16)
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    /// The slots of all deliveries, in no order.
    var slots: [Slot] { cells.lazy.map(\.slot).filter { $0 != Self.vacant } }

    subscript(delivery: DeliveryID) -> Slot? {
        let cell = cells[place(of: delivery.rawValue)]
        return cell.slot == Self.vacant ? nil : cell.slot
    }

    mutating func insert(_ slot: Slot, for delivery: DeliveryID) {
        // Short probes need free cells: three in eight at least.
        if (count + 1) * 8 > cells.count * 5 { grow() }
        let place = place(of: delivery.rawValue)
        if cells[place].slot == Self.vacant { count += 1 }
        cells[place] = Cell(key: delivery.rawValue, slot: slot)
    }

    mutating func remove(_ delivery: DeliveryID) {
        var hole = place(of: delivery.rawValue)
        guard cells[hole].slot != Self.vacant else { return }
        count -= 1
        // Close the gap: move up whatever was displaced across it.
        var next = hole
        while true {
            next = (next + 1) & (cells.count - 1)
            guard cells[next].slot != Self.vacant else { break }
            let home = home(of: cells[next].key)
            let fromHome = (next - home) & (cells.count - 1)
            let fromHole = (next - hole) & (cells.count - 1)
            if fromHome >= fromHole {
                cells[hole] = cells[next]
                hole = next
            }
        }
        cells[hole].slot = Self.vacant
    }

    /// Where a key is, or the free cell where it would go.
    private func place(of key: Int64) -> Int {
        var place = home(of: key)
        while cells[place].slot != Self.vacant, cells[place].key != key { place = (place + 1) & (cells.count - 1) }
        return place
    }

    /// Fibonacci hashing: neighbouring keys land far apart.
    private func home(of key: Int64) -> Int {
        let hash = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: hash >> 32) & (cells.count - 1)
    }

    private mutating func grow() {
        let old = cells
        cells = Array(repeating: Cell(key: 0, slot: Self.vacant), count: old.count * 2)
        for cell in old where cell.slot != Self.vacant { cells[place(of: cell.key)] = cell }
    }
}
