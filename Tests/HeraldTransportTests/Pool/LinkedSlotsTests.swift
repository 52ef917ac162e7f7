@testable import HeraldTransport
import Testing

@Suite struct LinkedSlotsTests {
    private func values(_ slots: LinkedSlots<Int>, _ list: Int) -> [Int] {
        var result: [Int] = []
        var next = slots.first(of: list)
        while let slot = next {
            if let value = slots[slot] { result.append(value) }
            next = slots.next(after: slot)
        }
        return result
    }

    @Test func behavesLikePlainArrays() {
        var random = SeededGenerator(seed: 7)
        var slots = LinkedSlots<Int>(listCount: 3)
        var model: [[Int]] = [[], [], []]
        var handles: [Int: SlotHandle] = [:]
        for step in 0..<20_000 {
            let list = Int.random(in: 0..<3, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0, 1:
                handles[step] = slots.append(step, to: list)
                model[list].append(step)
            case 2:
                guard let (value, handle) = handles.randomElement(using: &random) else { continue }
                #expect(slots.remove(handle) == value)
                #expect(slots.remove(handle) == nil)
                handles[value] = nil
                for index in model.indices { model[index].removeAll { $0 == value } }
            default:
                guard let (value, handle) = handles.randomElement(using: &random) else { continue }
                slots.move(handle, to: list)
                for index in model.indices { model[index].removeAll { $0 == value } }
                model[list].append(value)
            }
            #expect(slots.count == handles.count)
            if step % 500 == 0 {
                for index in model.indices { #expect(values(slots, index) == model[index]) }
            }
        }
    }

    @Test func staleHandlesFindNothing() {
        var slots = LinkedSlots<String>(listCount: 1)
        let first = slots.append("first", to: 0)
        _ = slots.remove(first)
        let second = slots.append("second", to: 0)
        slots.update(first) { $0 = "overwritten" }
        slots.move(first, to: 0)
        #expect(slots[first] == nil)
        #expect(slots[second] == "second")
        #expect(slots[.none] == nil)
        #expect(!slots.contains(.none))
        slots.update(second) { $0 += "!" }
        #expect(slots[second] == "second!")
    }
}
