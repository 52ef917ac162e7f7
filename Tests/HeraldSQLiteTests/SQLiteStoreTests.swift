import Foundation
import GRDB
import HeraldModel
import HeraldSQLite
import HeraldStore
import HeraldStoreConformance
import Testing

@Suite struct SQLiteStoreTests {
    private let time = Timestamp(milliseconds: 1_767_312_000_000)

    @Test func writesWithFullSynchronousAndALog() async throws {
        let place = try TemporaryStore()
        let store = try place.open()
        #expect(try await store.writerSynchronous() == 2)
        #expect(FileManager.default.fileExists(atPath: place.path + "-wal"))
        let header = try #require(FileManager.default.contents(atPath: place.path)).prefix(20)
        #expect(header[18] == 2 && header[19] == 2, "the file header says write-ahead log")
        #expect(store.summary.contains(place.path))
        for suffix in ["", "-wal", "-shm", ".lock"] {
            #expect(try place.permissions(of: place.path + suffix) == 0o600, "\(suffix)")
        }
        await store.close()
        let again = try place.open()
        #expect(try await again.writerSynchronous() == 2)
        await again.close()
    }

    @Test func keepsSecretsOutOfTheFiles() async throws {
        let place = try TemporaryStore()
        let store = try place.open()
        var network = Network(
            id: try await store.makeNetworkID(), name: "visible-name", dialect: .stream, createdAt: time)
        network.credentials = .sendbird(SendbirdCredentials(appID: "A", masterAPIToken: "credential-in-clear"))
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "https://example.com",
            secrets: [WebhookSecret(value: "secret-in-clear", createdAt: time)], createdAt: time,
            headers: [Webhook.Header(name: "Authorization", value: "header-in-clear")])
        #expect(try await store.add(webhook, limit: 1))
        #expect(try await store.networks() == [network])
        #expect(try await store.webhooks() == [webhook])
        for isOpen in [true, false] {
            if !isOpen { await store.close() }
            let bytes = try place.bytes()
            #expect(bytes.range(of: Data("visible-name".utf8)) != nil)
            #expect(bytes.range(of: Data("-in-clear".utf8)) == nil)
        }
    }

    @Test func refusesTheWrongKey() async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let error = #expect(throws: StoreError.self) { try place.open(key: .random()) }
        #expect(error?.description.contains("secret key") == true)
        try await place.open().close()
    }

    @Test func refusesASecondOpenUntilTheFirstIsClosed() async throws {
        let place = try TemporaryStore()
        let store = try place.open()
        let error = #expect(throws: StoreError.self) { try place.open() }
        #expect(error?.description.contains("pid \(getpid())") == true)
        await store.close()
        try await place.open().close()
    }

    @Test func aStoreThatIsDroppedLetsGoOfItsFile() async throws {
        let place = try TemporaryStore()
        let network = try await {
            let store = try place.open()
            let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
            try await store.save(network)
            return network
        }()
        // The writer's thread ends by itself soon after; there is nothing to wait for but the lock.
        var store: SQLiteStore?
        while store == nil {
            store = try? place.open()
            await Task.yield()
        }
        #expect(try await store?.networks() == [network])
        await store?.close()
    }

    @Test func openingAgainMigratesNothing() async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let before = try schema(of: place)
        #expect(before.migrations.first == "001-initial")
        try await place.open().close()
        #expect(try schema(of: place) == before)
    }

    private func schema(of place: TemporaryStore) throws -> (migrations: [String], sql: [String]) {
        try DatabaseQueue(path: place.path).read { db in
            (
                try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations"),
                try String.fetchAll(db, sql: "SELECT coalesce(sql, '') FROM sqlite_master ORDER BY name")
            )
        }
    }

    @Test func countsTheBacklogInBytesAgainAtTheStart() async throws {
        let place = try TemporaryStore()
        var configuration = SQLiteConfiguration()
        configuration.backlog = BacklogLimits(perNetwork: BacklogSize(deliveries: 100, bytes: 10))
        var store = try place.open(configuration: configuration)
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        try await store.save(network)
        let webhook = Webhook(
            id: try await store.makeWebhookID(), networkID: network.id, url: "https://example.com", secrets: [],
            createdAt: time)
        #expect(try await store.add(webhook, limit: 1))
        let event = NewEvent(type: "a", data: [1, 2, 3, 4], occurredAt: time, targets: [webhook.id])
        _ = try await store.append([event, event], to: network.id)
        await store.close()
        store = try place.open(configuration: configuration)
        await #expect(throws: StoreError.backlogFull) { try await store.append([event], to: network.id) }
        await store.close()
        // A file from before the column was there.
        try await DatabaseQueue(path: place.path).write { db in
            try db.execute(
                sql: """
                    DROP INDEX deliveries_owed;
                    ALTER TABLE deliveries DROP COLUMN bytes;
                    CREATE INDEX deliveries_owed ON deliveries (webhook_id) WHERE status <= 2;
                    DELETE FROM grdb_migrations WHERE identifier = 'backlog-bytes'
                    """)
        }
        store = try place.open(configuration: configuration)
        await #expect(throws: StoreError.backlogFull) { try await store.append([event], to: network.id) }
        let owed = try await store.owed(to: webhook.id, after: nil, limit: 1)
        try await store.settle(
            owed.map { delivery in
                Settlement(
                    deliveryID: delivery.id, webhookID: webhook.id, payloadBytes: delivery.event.data.count,
                    attempt: Attempt(number: 1, startedAt: time, durationMicroseconds: 1, status: 200, error: nil),
                    decision: .delivered)
            })
        _ = try await store.append([event], to: network.id)
        await store.close()
    }

    @Test func refusesAppendsWhenTheQueueIsFull() async throws {
        let place = try TemporaryStore()
        var configuration = SQLiteConfiguration()
        configuration.maxQueuedRows = 10
        let store = try place.open(configuration: configuration)
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        try await store.save(network)
        let events = Array(repeating: NewEvent(type: "a", data: [1], occurredAt: time, targets: []), count: 6)
        let outcomes = await withTaskGroup(of: Result<Int, any Error>.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        guard case .accepted(let list) = try await store.append(events, to: network.id) else {
                            return .success(-1)
                        }
                        return .success(list.count)
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let accepted = outcomes.compactMap { try? $0.get() }
        let refused = outcomes.compactMap { outcome in
            if case .failure(let error) = outcome { error as? StoreError } else { nil }
        }
        #expect(!accepted.isEmpty && accepted.allSatisfy { $0 == 6 })
        #expect(refused.allSatisfy { $0 == .overloaded })
        #expect(accepted.count + refused.count == 200)
        let stored = try await store.events(of: network.id, matching: EventQuery(limit: 10_000))
        #expect(stored.count == accepted.count * 6)
        await store.close()
    }

    @Test func aCancelledCallerLosesNothing() async throws {
        let place = try TemporaryStore()
        let store = try place.open()
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        try await store.save(network)
        let event = NewEvent(type: "a", data: [1], occurredAt: time, targets: [])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await store.append([event], to: network.id)
        }
        guard case .accepted(let outcomes) = try await task.value else {
            Issue.record("not accepted")
            return
        }
        #expect(try await store.event(outcomes[0].id, of: network.id) != nil)
        await store.close()
    }
}
