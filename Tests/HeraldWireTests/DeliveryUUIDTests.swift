import HeraldModel
import HeraldWire
import Testing

@Suite struct DeliveryUUIDTests {
    private func uuid(_ delivery: Int64, network: Int64 = 1) -> String {
        DeliveryUUID(delivery: DeliveryID(rawValue: delivery), network: NetworkID(rawValue: network)).description
    }

    @Test func hasTheFormOfARandomUUID() {
        for delivery: Int64 in [0, 1, 2, .max, 1 << 42] {
            let text = uuid(delivery)
            let groups = text.split(separator: "-", omittingEmptySubsequences: false)
            #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
            #expect(groups[2].first == "4")
            #expect("89ab".contains(groups[3].prefix(1)))
            #expect(text.allSatisfy { "0123456789abcdef-".contains($0) })
        }
    }

    @Test func isTheSameForeverAndForOneDeliveryOnly() {
        #expect(uuid(7) == uuid(7))
        #expect(uuid(7) != uuid(7, network: 2))
        #expect(Set((0..<20_000).map { uuid($0) }).count == 20_000)
        // Another value would look to receivers like another delivery after an update.
        #expect(uuid(1) == "910a2dec-8902-4cc1-a9fd-6049d65af21e")
    }
}
