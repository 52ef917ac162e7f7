import HeraldModel
@testable import HeraldTransport
import Testing

@Suite struct DialOrderTests {
    private func v4(_ range: ClosedRange<UInt32>) -> [IPAddress] { range.map { .v4($0) } }
    private func v6(_ range: ClosedRange<UInt64>) -> [IPAddress] { range.map { .v6(high: 1, low: $0) } }

    @Test func fewAreTriedAsTheyCome() {
        let addresses = v6(1...3) + v4(1...5)
        #expect(DialOrder.addresses(of: addresses, preferred: nil) == addresses)
        #expect(DialOrder.addresses(of: addresses, preferred: .v4(9)) == addresses)
        #expect(DialOrder.addresses(of: [], preferred: .v4(9)) == [])
        #expect(DialOrder.addresses(of: v4(1...3), preferred: .v4(3)) == [.v4(3), .v4(1), .v4(2)])
    }

    @Test func ofManyBothFamiliesKeepAPart() {
        #expect(DialOrder.addresses(of: v4(1...1000), preferred: nil) == v4(1...8))
        #expect(DialOrder.addresses(of: v6(1...1000) + v4(1...1000), preferred: nil) == v6(1...4) + v4(1...4))
        #expect(DialOrder.addresses(of: v6(1...1000) + v4(1...2), preferred: nil) == v6(1...6) + v4(1...2))
        #expect(DialOrder.addresses(of: v6(1...2) + v4(1...1000), preferred: nil) == v6(1...2) + v4(1...6))
    }

    @Test func theOneThatWorkedComesFirst() {
        let order = DialOrder.addresses(of: v4(1...1000), preferred: .v4(777))
        #expect(order == [.v4(777)] + v4(1...7))
        #expect(DialOrder.addresses(of: v4(1...1000), preferred: .v4(2)) == [.v4(2), .v4(1)] + v4(3...8))
    }
}
