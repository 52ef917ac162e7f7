import HeraldModel
import HeraldStore

extension ConformanceHarness {
    /// Adds a consumer that reads from the beginning.
    func makeConsumer(
        _ network: NetworkID, _ name: String = "worker", startingAt start: ConsumerPlace = .beginning,
        _ change: (inout Consumer) -> Void = { _ in }
    ) async throws -> Consumer.Key {
        var consumer = Consumer(networkID: network, name: name, createdAt: clock.now)
        change(&consumer)
        try check(try await store.save(consumer, startingAt: start), "a new consumer was known")
        return consumer.key
    }

    /// Appends events with these keys, one commit each.
    @discardableResult
    func log(_ keys: [String?], in network: NetworkID) async throws -> [EventID] {
        var ids: [EventID] = []
        for key in keys { ids += try await accept([event(key: key)], in: network).map(\.id) }
        return ids
    }

    /// Leases until nothing more comes.
    func leaseAll(
        _ consumer: Consumer.Key, max: Int = 1000, accepting: @escaping @Sendable (EventRecord) -> Bool = { _ in true }
    ) async throws -> [Lease] {
        var leases: [Lease] = []
        while true {
            let batch = try await store.lease(LeaseOrder(max: max), of: consumer, accepting: accepting)
            leases += batch.leases
            guard batch.isMore, leases.count < max else { return leases }
        }
    }

    func giveBack(
        _ leases: [Lease], _ consumer: Consumer.Key, _ terms: ReturnTerms = ReturnTerms()
    ) async throws -> [LeaseOutcome] {
        try await store.giveBack(leases.map(\.token), of: consumer, terms)
    }

    func acknowledge(_ leases: [Lease], _ consumer: Consumer.Key) async throws -> [LeaseOutcome] {
        try await store.acknowledge(leases.map(\.token), of: consumer)
    }
}
