public import HeraldModel

extension InMemoryStore {
    public func settle(_ settlements: [Settlement]) async throws {
        try access { state in
            for settlement in settlements { state.settle(settlement) }
        }
    }

    public func owed(to webhook: WebhookID, after: DeliveryID?, limit: Int) async throws -> [OwedDelivery] {
        try access { state in
            let start = after.map { after in
                InMemoryState.lowerBound(state.deliveries, after.rawValue + 1) { $0.id.rawValue }
            }
            return state.deliveries[(start ?? 0)...].lazy
                .filter { $0.webhookID == webhook && $0.status.isOwed }.prefix(limit).map(\.owed)
        }
    }

    public func due(at webhook: WebhookID, before time: Timestamp, limit: Int) async throws -> [OwedDelivery] {
        try access { state in
            let due = state.deliveries.filter { row in
                row.webhookID == webhook && row.status.isOwed && row.dueAt.map { $0 <= time } ?? false
            }
            let sorted = due.map(\.owed).sorted { ($0.dueAt ?? time, $0.id) < ($1.dueAt ?? time, $1.id) }
            return Array(sorted.prefix(limit))
        }
    }

    public func backlog() async throws -> [WebhookID: Int] {
        try access { $0.backlog.compactMapValues { $0.deliveries > 0 ? $0.deliveries : nil } }
    }

    public func requeue(_ delivery: DeliveryID) async throws -> Bool {
        try access { state in
            guard let place = state.place(of: delivery), state.webhooks[state.deliveries[place].webhookID] != nil
            else { return false }
            let row = state.deliveries[place]
            guard row.status.isOwed || row.event.hasPayload else { throw StoreError.payloadExpired }
            state.reopen(at: place)
            return true
        }
    }
}

extension InMemoryState {
    fileprivate mutating func settle(_ settlement: Settlement) {
        guard let place = place(of: settlement.deliveryID) else { return }
        record(settlement.attempt, of: settlement.deliveryID)
        if !settlement.attempt.isLegacy {
            deliveries[place].attemptCount = max(deliveries[place].attemptCount, settlement.attempt.number)
        }
        guard let decision = settlement.decision, deliveries[place].status.isOwed else { return }
        switch decision {
        case .delivered: finish(at: place, as: .delivered, reason: nil)
        case .failed(let reason): finish(at: place, as: .failed, reason: reason)
        case .retry(let time):
            deliveries[place].status = .waiting
            deliveries[place].dueAt = time
        }
    }

    private mutating func record(_ attempt: Attempt, of delivery: DeliveryID) {
        var list = attempts[delivery] ?? []
        list.removeAll { $0.number == attempt.number && $0.isLegacy == attempt.isLegacy }
        list.append(attempt)
        list.sort { ($0.number, $0.isLegacy ? 1 : 0) < ($1.number, $1.isLegacy ? 1 : 0) }
        attempts[delivery] = list
    }

    mutating func finish(at place: Int, as status: DeliveryStatus, reason: String?) {
        let row = deliveries[place]
        if row.status.isOwed { backlog[row.webhookID, default: .zero] += -row.size }
        deliveries[place].status = status
        deliveries[place].dueAt = nil
        deliveries[place].reason = reason
    }

    /// Makes a delivery due now, owed again if it was finished, and adds the news of it.
    mutating func reopen(at place: Int) {
        if !deliveries[place].status.isOwed {
            backlog[deliveries[place].webhookID, default: .zero] += deliveries[place].size
            deliveries[place].status = .pending
            deliveries[place].reason = nil
        }
        deliveries[place].dueAt = time
        news.append(deliveries[place].owed)
    }
}
