import HeraldCatalogue
import HeraldModel
import Testing

@Suite struct ProviderAddressesTests {
    @Test func publishedAddressesAreKnown() throws {
        let amity = try #require(ProviderAddresses.ranges(of: .socialplus))
        #expect(amity.count == 12 && amity.contains { $0.description == "52.77.130.167/32" })
        let stream = try #require(ProviderAddresses.ranges(of: .stream))
        #expect(stream.count == 25 && stream.contains { $0.description == "34.225.10.29/32" })
        #expect(ProviderAddresses.ranges(of: .sendbird) == nil && ProviderAddresses.ranges(of: .standard) == nil)
    }
}
