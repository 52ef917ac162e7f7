import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct DeliveryIndexTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `finds what a dictionary finds`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var index = DeliveryIndex()
        var model: [DeliveryID: Int32] = [:]
        // Few keys with equal low bits make long chains, which is where removal is hard.
        let stride = Int64(1) << Int64(random.int(0...40))
        for step in 0..<2000 {
            let id = DeliveryID(rawValue: Int64(random.int(1...200)) &* stride)
            if random.chance(random.chance(50) ? 70 : 30) {
                index.insert(Int32(step), for: id)
                model[id] = Int32(step)
            } else {
                index.remove(id)
                model[id] = nil
            }
            #expect(index.count == model.count)
            if step % 100 == 0 {
                #expect(Set(index.slots) == Set(model.values))
                #expect(
                    (1...200).allSatisfy { number in
                        let id = DeliveryID(rawValue: Int64(number) &* stride)
                        return index[id] == model[id]
                    })
            }
        }
        for id in Array(model.keys) { index.remove(id) }
        #expect(index.isEmpty)
        #expect(index.slots.isEmpty)
    }
}
