import HeraldModel
import HeraldStore
import Synchronization

/// The documents of a store that can be told to take none.
final class FlakyDocuments: DocumentBook {
    private let store: InMemoryStore
    private let refuses = Mutex(false)

    init(_ store: InMemoryStore) { self.store = store }

    func setRefusing(_ value: Bool) { refuses.withLock { $0 = value } }

    func save(_ documents: [Document]) async throws {
        if refuses.withLock({ $0 }) { throw StoreError.full }
        try await store.save(documents)
    }

    func document(_ name: String, of network: NetworkID) async throws -> Document? {
        try await store.document(name, of: network)
    }

    func documents(named prefix: String) async throws -> [Document] { try await store.documents(named: prefix) }

    func deleteDocuments(named prefix: String, of network: NetworkID) async throws {
        try await store.deleteDocuments(named: prefix, of: network)
    }
}
