public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func append(_ events: [NewEvent], to network: NetworkID) async throws -> AppendResult {
        try await withCheckedThrowingContinuation { continuation in
            append(events, to: network) { continuation.resume(with: $0) }
        }
    }

    public func append(
        _ events: [NewEvent], to network: NetworkID,
        completion: @escaping @Sendable (Result<AppendResult, StoreError>) -> Void
    ) {
        writer.submit(.append(AppendRequest(events: events, network: network, finish: completion)))
    }

    public func setCommitObserver(_ observer: @escaping @Sendable ([OwedDelivery]) -> Void) {
        writer.setObserver(observer)
    }

    /// Only moves a bound: what is before it stays findable by ``event(externalID:of:)``.
    public func forgetDuplicates(before time: Timestamp) async throws {
        try await write { transaction in
            transaction.caches.forget(before: EventID(firstAt: time))
            let statement = try transaction.db.prepared(
                "INSERT OR REPLACE INTO meta (key, value) VALUES ('remembered_from', ?)")
            statement.bind(transaction.caches.rememberedFrom.rawValue, at: 1)
            try statement.run()
        }
    }
}
