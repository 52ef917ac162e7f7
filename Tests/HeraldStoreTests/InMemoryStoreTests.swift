import HeraldStore
import HeraldStoreConformance
import Testing

@Suite struct InMemoryStoreTests {
    private let suite = StoreConformance(open: { clock in InMemoryStore { clock.now } }, reopen: nil)

    @Test(arguments: StoreConformance.cases)
    func conforms(_ property: StoreConformance.Case) async throws { try await property.run(suite) }

    @Test(arguments: StoreConformance.backlogCases)
    func limitsItsBacklog(_ property: StoreConformance.BacklogCase) async throws {
        try await property.run { limits, clock in InMemoryStore(limits: limits) { clock.now } }
    }
}
