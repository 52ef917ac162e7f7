public import HeraldModel

extension InMemoryStore {
    public func save(_ documents: [Document]) async throws {
        try access { state in
            guard documents.allSatisfy({ state.networks[$0.networkID] != nil }) else { throw StoreError.notFound }
            for document in documents { state.documents[document.networkID, default: [:]][document.name] = document }
        }
    }

    public func document(_ name: String, of network: NetworkID) async throws -> Document? {
        try access { $0.documents[network]?[name] }
    }

    public func documents(named prefix: String) async throws -> [Document] {
        try access { state in
            state.documents.values.flatMap(\.values).filter { $0.name.hasPrefix(prefix) }
                .sorted { ($0.networkID, $0.name) < ($1.networkID, $1.name) }
        }
    }

    public func deleteDocuments(named prefix: String, of network: NetworkID) async throws {
        try access { state in
            state.documents[network] = state.documents[network]?.filter { !$0.key.hasPrefix(prefix) }
        }
    }
}
