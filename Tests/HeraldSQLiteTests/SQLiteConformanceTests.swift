import HeraldSQLite
import HeraldStore
import HeraldStoreConformance
import Testing

@Suite struct SQLiteConformanceTests {
    @Test(arguments: StoreConformance.cases)
    func conforms(_ property: StoreConformance.Case) async throws {
        let place = try TemporaryStore()
        let suite = StoreConformance(
            open: { clock in try place.open(clock: clock) },
            reopen: { store, clock in
                await store.close()
                return try place.open(clock: clock)
            })
        try await property.run(suite)
    }

    @Test(arguments: StoreConformance.backlogCases)
    func limitsItsBacklog(_ property: StoreConformance.BacklogCase) async throws {
        let place = try TemporaryStore()
        try await property.run { limits, clock in
            var configuration = SQLiteConfiguration()
            configuration.backlog = limits
            return try place.open(configuration: configuration, clock: clock)
        }
    }

    /// Small transactions and a log that is copied all the time: the same properties, other paths.
    @Test(arguments: StoreConformance.cases)
    func conformsWithTightBounds(_ property: StoreConformance.Case) async throws {
        let place = try TemporaryStore()
        var configuration = SQLiteConfiguration()
        configuration.maxTransactionRows = 3
        configuration.checkpointPages = 2
        configuration.readerCount = 1
        let tight = configuration
        let suite = StoreConformance(
            open: { clock in try place.open(configuration: tight, clock: clock) },
            reopen: { store, clock in
                await store.close()
                return try place.open(configuration: tight, clock: clock)
            })
        try await property.run(suite)
    }
}
