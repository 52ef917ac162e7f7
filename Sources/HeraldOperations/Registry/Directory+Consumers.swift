import HeraldModel
import Synchronization

extension Directory {
    /// A consumer with its filter ready for use.
    struct ReadyConsumer: Sendable {
        let consumer: Consumer
        private let filter: CompiledFilter?

        init(_ consumer: Consumer) {
            self.consumer = consumer
            filter = consumer.filter.map(CompiledFilter.init)
        }

        /// Whether the payload filter lets an event through.
        func accepts(_ event: EventRecord) -> Bool { filter?.matches(type: event.type, data: event.data) ?? true }
    }

    /// A network's consumers, by name.
    func consumers(of network: NetworkID) -> [Consumer] {
        state.withLock { $0.consumers[network].map { $0.values.map(\.consumer) } ?? [] }.sorted { $0.name < $1.name }
    }

    /// All consumers, by network and name.
    var consumers: [Consumer] {
        state.withLock { $0.consumers.values.flatMap { $0.values.map(\.consumer) } }
            .sorted { ($0.networkID, $0.name) < ($1.networkID, $1.name) }
    }

    func consumer(_ key: Consumer.Key) -> ReadyConsumer? { state.withLock { $0.consumers[key.networkID]?[key.name] } }

    func put(_ consumer: Consumer) {
        state.withLock { state in
            guard state.networks[consumer.networkID] != nil else { return }
            state.consumers[consumer.networkID, default: [:]][consumer.name] = ReadyConsumer(consumer)
        }
    }

    func remove(_ key: Consumer.Key) { state.withLock { $0.consumers[key.networkID]?[key.name] = nil } }
}
