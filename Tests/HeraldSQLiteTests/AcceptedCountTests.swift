import GRDB
import HeraldModel
import HeraldSQLite
import HeraldStore
import HeraldStoreConformance
import Testing

@Suite struct AcceptedCountTests {
    @Test func aFileFromBeforeTheCountsIsCountedOnce() async throws {
        let place = try TemporaryStore()
        let clock = ConformanceClock()
        var store = try place.open(clock: clock)
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: clock.now)
        try await store.save(network)
        let event = NewEvent(type: "a", data: [1], occurredAt: clock.now, targets: [])
        for count in [3, 2] {
            _ = try await store.append(Array(repeating: event, count: count), to: network.id)
            clock.advance(by: 180_000)
        }
        let counts = try await store.accepted(in: network.id, since: 0)
        #expect(counts.map(\.events) == [3, 2] && counts[1].minute == counts[0].minute + 3)
        await store.close()
        try await DatabaseQueue(path: place.path).write { db in
            try db.execute(
                sql: "DROP TABLE accepted; DELETE FROM grdb_migrations WHERE identifier = 'accepted-counts'")
        }
        store = try place.open(clock: clock)
        #expect(try await store.accepted(in: network.id, since: 0) == counts)
        await store.close()
    }

    /// Duplicates of a whole commit leave no row.
    @Test func onlyNewEventsMakeRows() async throws {
        let place = try TemporaryStore()
        let clock = ConformanceClock()
        let store = try place.open(clock: clock)
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: clock.now)
        try await store.save(network)
        let event = NewEvent(type: "a", data: [1], externalID: "a", occurredAt: clock.now, targets: [])
        _ = try await store.append([event], to: network.id)
        clock.advance(by: 60_000)
        _ = try await store.append([event], to: network.id)
        #expect(try await store.accepted(in: network.id, since: 0).map(\.events) == [1])
        await store.close()
    }
}
