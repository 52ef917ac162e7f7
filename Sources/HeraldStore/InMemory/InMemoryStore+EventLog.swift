public import HeraldModel

extension InMemoryStore {
    public func append(_ events: [NewEvent], to network: NetworkID) async throws -> AppendResult {
        try access { try $0.append(events, to: network) }
    }

    public func append(
        _ events: [NewEvent], to network: NetworkID,
        completion: @escaping @Sendable (Result<AppendResult, StoreError>) -> Void
    ) {
        completion(
            Result { try access { try $0.append(events, to: network) } }
                .mapError { $0 as? StoreError ?? .failed("\($0)") })
    }

    public func forgetDuplicates(before time: Timestamp) async throws {
        try access { state in
            let bound = EventID(firstAt: time)
            state.remembered = state.remembered.filter { $0.value.event >= bound }
        }
    }
}

extension InMemoryState {
    fileprivate mutating func append(_ new: [NewEvent], to network: NetworkID) throws -> AppendResult {
        guard networks[network] != nil else { throw StoreError.notFound }
        let conflicts = conflictingIndices(of: new, in: network)
        guard conflicts.isEmpty else { return .conflict(indices: conflicts) }

        var outcomes: [AppendedEvent] = []
        var plan: [(event: NewEvent, targets: [WebhookID])] = []
        var fresh: Set<ExternalKey> = []
        var added = BacklogSize.zero
        for event in new {
            if let key = ExternalKey(of: event, in: network) {
                guard remembered[key] == nil, fresh.insert(key).inserted else { continue }
            }
            let targets = event.targets.filter { webhooks[$0]?.networkID == network }
            added += BacklogSize(deliveries: targets.count, bytes: targets.count * event.payloadBytes)
            plan.append((event, targets))
        }
        try requireRoom(for: added, in: network)

        var next = plan.makeIterator()
        for event in new {
            if let known = ExternalKey(of: event, in: network).flatMap({ remembered[$0] }) {
                outcomes.append(AppendedEvent(id: known.event, isDuplicate: true, deliveryCount: 0))
            } else if let planned = next.next() {
                let record = insert(planned.event, in: network)
                for target in planned.targets { owe(record, to: target) }
                outcomes.append(
                    AppendedEvent(id: record.id, isDuplicate: false, deliveryCount: planned.targets.count))
            }
        }
        return .accepted(outcomes)
    }

    /// Throws when so much more may not be owed in a network.
    func requireRoom(for added: BacklogSize, in network: NetworkID) throws {
        guard added.deliveries > 0 else { return }
        let owed = owed(in: network)
        if let refusal = limits.refusal(of: added, onTopOf: owed.network, total: owed.total) { throw refusal }
    }

    private func conflictingIndices(of new: [NewEvent], in network: NetworkID) -> [Int] {
        var hashes: [String: Int64] = [:]
        return new.indices.filter { index in
            guard new[index].deduplicationKey == nil, let id = new[index].externalID else { return false }
            let known = hashes[id] ?? remembered[ExternalKey(network: network, id: id)]?.contentHash
            hashes[id] = known ?? new[index].contentHash
            return known.map { $0 != new[index].contentHash } ?? false
        }
    }

    private mutating func insert(_ new: NewEvent, in network: NetworkID) -> EventRecord {
        let record = EventRecord(
            id: EventID(rawValue: nextKey()), networkID: network, type: new.type, data: new.data,
            externalID: new.externalID, orderingKey: new.orderingKey, occurredAt: new.occurredAt,
            requestInfo: new.requestInfo, notice: new.notice, received: new.received)
        events.append(record)
        accepted[AcceptedKey(network: network, minute: time.milliseconds / 60_000), default: 0] += 1
        if let key = ExternalKey(of: new, in: network) {
            remembered[key] = Remembered(event: record.id, contentHash: new.contentHash)
        }
        return record
    }

    /// Adds a delivery and the news of it.
    @discardableResult
    mutating func owe(_ event: EventRecord, to webhook: WebhookID) -> DeliveryID {
        let row = DeliveryRow(id: DeliveryID(rawValue: nextKey()), webhookID: webhook, event: event)
        deliveries.append(row)
        noteOwed(at: deliveries.count - 1)
        backlog[webhook, default: .zero] += row.size
        news.append(row.owed)
        return row.id
    }
}
