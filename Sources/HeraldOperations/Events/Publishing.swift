import HeraldCatalogue
public import HeraldModel
public import HeraldStore

/// Accepts events: reads, judges, finds their webhooks and appends them, all or nothing.
public struct Publishing: Sendable {
    private let store: any EventLog
    private let directory: Directory
    private let notifier: EventNotifier
    private let metrics: ServerMetrics
    private let clock: WallClock
    /// The limits in force.
    public let limits: OperationLimits

    /// Publishes into `store` for the networks of `directory`.
    public init(
        store: any EventLog, directory: Directory, notifier: EventNotifier, metrics: ServerMetrics,
        limits: OperationLimits = OperationLimits(), clock: WallClock = .system
    ) {
        self.store = store
        self.directory = directory
        self.notifier = notifier
        self.metrics = metrics
        self.limits = limits
        self.clock = clock
    }

    /// Publishes the events of one request body.
    public func publish(
        _ body: [UInt8], format: EventFormat = .json, to network: NetworkID
    ) async throws -> [PublishedEvent] {
        let batch = try body.withUnsafeBufferPointer { body throws(OperationError) in
            try prepare(body, format: format, for: network)
        }
        return try await accept(batch)
    }

    /// Reads and judges a request body. Changes nothing.
    public func prepare(
        _ body: UnsafeBufferPointer<UInt8>, format: EventFormat, for id: NetworkID
    ) throws(OperationError) -> PreparedBatch {
        guard let network = directory.network(id), let routes = directory.routes(of: id) else {
            throw .notFound("network")
        }
        let batch = try EventBatch(
            body, format: format, limits: limits, keepsIntegers: network.dialect != .socialplus)
        let judge = TypeJudge(network: network)
        let now = clock.now
        var events: [NewEvent] = []
        events.reserveCapacity(batch.events.count)
        var errors: [FieldError] = []
        for (index, range) in batch.events.enumerated() {
            let pointer = batch.pointer(index)
            guard
                let draft = EventDraft(
                    batch.bytes, range, pointer: pointer, payloadBytes: limits.payloadBytes, errors: &errors)
            else { continue }
            switch judge.judge(draft.type) {
            case .accepted(let type, let notice):
                events.append(
                    NewEvent(
                        type: type, data: draft.data, externalID: draft.id,
                        contentHash: draft.id == nil ? 0 : ContentHash.of(type: type, data: draft.data),
                        orderingKey: draft.orderingKey ?? judge.orderingKey(type: type, data: draft.data),
                        occurredAt: draft.occurredAt ?? now, requestInfo: draft.requestInfo, notice: notice,
                        targets: routes.webhooks(for: type, data: draft.data)))
            case .refused(var error):
                error.pointer = pointer + "/type"
                errors.append(error)
            }
        }
        guard errors.isEmpty else { throw .invalidEvents(errors) }
        return PreparedBatch(networkID: id, events: events)
    }

    /// Appends a prepared batch durably.
    public func accept(_ batch: PreparedBatch) async throws -> [PublishedEvent] {
        let result = try await OperationError.translating("network") {
            try await store.append(batch.events, to: batch.networkID)
        }
        return try outcome(of: result, for: batch).get()
    }

    /// The same for callers that keep no task waiting. `completion` runs on a thread of the store's and must not block.
    public func accept(
        _ batch: PreparedBatch, completion: @escaping @Sendable (Result<[PublishedEvent], OperationError>) -> Void
    ) {
        store.append(batch.events, to: batch.networkID) { result in
            completion(
                result.mapError { OperationError.from($0, subject: "network") }
                    .flatMap { outcome(of: $0, for: batch) })
        }
    }

    private func outcome(
        of result: AppendResult, for batch: PreparedBatch
    ) -> Result<[PublishedEvent], OperationError> {
        switch result {
        case .conflict(let indices): return .failure(.idConflict(batch.events, at: indices))
        case .accepted(let appended):
            metrics.countAccepted(appended)
            if appended.contains(where: { !$0.isDuplicate }) { notifier.notify(batch.networkID) }
            return .success(
                zip(batch.events, appended).map { event, outcome in
                    PublishedEvent(
                        id: event.externalID ?? outcome.id.description, type: event.type,
                        isDuplicate: outcome.isDuplicate, deliveries: outcome.deliveryCount,
                        notice: event.notice)
                })
        }
    }
}
