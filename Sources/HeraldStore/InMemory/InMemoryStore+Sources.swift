public import HeraldModel

extension InMemoryStore {
    public func makeSourceID() async throws -> SourceID { try access { SourceID(rawValue: $0.nextKey()) } }

    public func save(_ source: Source) async throws {
        try access { state in
            guard state.networks[source.networkID] != nil else { throw StoreError.notFound }
            state.sources[source.id] = source
        }
    }

    public func sources() async throws -> [Source] { try access { $0.sources.values.sorted { $0.id < $1.id } } }

    public func deleteSource(_ id: SourceID) async throws { try access { $0.sources[id] = nil } }
}
