/// Names a value in a ``LinkedSlots``; stale handles are recognised.
struct SlotHandle: Hashable, Sendable {
    fileprivate let index: Int32
    fileprivate let generation: UInt32

    /// Names nothing.
    static let none = SlotHandle(index: -1, generation: 0)
}

/// Values in a few doubly linked lists, kept in one array.
///
/// Adding, moving and removing cost O(1) and, once the array has grown, no allocation.
struct LinkedSlots<Value> {
    private struct Node {
        var value: Value?
        var generation: UInt32 = 0
        var previous: Int32
        var next: Int32
    }

    /// First the lists' own nodes, each a ring, then the values.
    private var nodes: [Node]
    private var free: [Int32] = []
    private let listCount: Int

    /// The number of values in all lists.
    private(set) var count = 0

    init(listCount: Int) {
        self.listCount = listCount
        nodes = (0..<listCount).map { Node(value: nil, previous: Int32($0), next: Int32($0)) }
    }

    /// Adds a value at the end of a list.
    mutating func append(_ value: consuming Value, to list: Int) -> SlotHandle {
        let index: Int32
        if let reused = free.popLast() {
            index = reused
            nodes[Int(index)].value = consume value
        } else {
            index = Int32(nodes.count)
            nodes.append(Node(value: consume value, previous: index, next: index))
        }
        link(index, before: Int32(list))
        count += 1
        return SlotHandle(index: index, generation: nodes[Int(index)].generation)
    }

    /// Takes a value out; nil if the handle is stale.
    mutating func remove(_ slot: SlotHandle) -> Value? {
        guard contains(slot) else { return nil }
        unlink(slot.index)
        let value = nodes[Int(slot.index)].value.take()
        nodes[Int(slot.index)].generation &+= 1
        free.append(slot.index)
        count -= 1
        return value
    }

    /// Puts a value at the end of another (or its own) list.
    mutating func move(_ slot: SlotHandle, to list: Int) {
        guard contains(slot) else { return }
        unlink(slot.index)
        link(slot.index, before: Int32(list))
    }

    func contains(_ slot: SlotHandle) -> Bool {
        slot.index >= 0 && Int(slot.index) < nodes.count && nodes[Int(slot.index)].generation == slot.generation
            && nodes[Int(slot.index)].value != nil
    }

    /// The value; nil if the handle is stale. A stale handle is not written to.
    subscript(slot: SlotHandle) -> Value? {
        contains(slot) ? nodes[Int(slot.index)].value : nil
    }

    /// Changes a value in place; does nothing if the handle is stale.
    mutating func update(_ slot: SlotHandle, _ change: (inout Value) -> Void) {
        guard contains(slot) else { return }
        // Taken out and put back, so that the array is not copied through a second reference.
        guard var value = nodes[Int(slot.index)].value.take() else { return }
        change(&value)
        nodes[Int(slot.index)].value = value
    }

    /// The value that was put first at the start of a list.
    func first(of list: Int) -> SlotHandle? {
        handle(nodes[list].next)
    }

    /// The value behind another one in its list.
    func next(after slot: SlotHandle) -> SlotHandle? {
        contains(slot) ? handle(nodes[Int(slot.index)].next) : nil
    }

    private func handle(_ index: Int32) -> SlotHandle? {
        index < listCount ? nil : SlotHandle(index: index, generation: nodes[Int(index)].generation)
    }

    private mutating func link(_ index: Int32, before ring: Int32) {
        let last = nodes[Int(ring)].previous
        nodes[Int(index)].previous = last
        nodes[Int(index)].next = ring
        nodes[Int(last)].next = index
        nodes[Int(ring)].previous = index
    }

    private mutating func unlink(_ index: Int32) {
        let (previous, next) = (nodes[Int(index)].previous, nodes[Int(index)].next)
        nodes[Int(previous)].next = next
        nodes[Int(next)].previous = previous
    }
}
