import HeraldModel
import HeraldStore
import HeraldStoreConformance
import Testing

@Suite struct InMemoryStoreTests {
    private let suite = StoreConformance(open: { clock in InMemoryStore { clock.now } }, reopen: nil)

    @Test(arguments: StoreConformance.cases)
    func conforms(_ property: StoreConformance.Case) async throws { try await property.run(suite) }

    @Test func refusesAppendsOverTheBacklogLimit() async throws {
        let store = InMemoryStore(maxBacklogPerNetwork: 2) { Timestamp(milliseconds: 1_767_312_000_000) }
        try await StoreConformance.checkBacklogLimitOfTwo(store)
    }
}
