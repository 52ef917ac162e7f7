public import HeraldModel

extension InMemoryStore {
    public func settle(_ settlements: [Settlement]) async throws {
        try access { state in
            for settlement in settlements { state.settle(settlement) }
        }
    }

    public func owed(to webhook: WebhookID, _ scan: OwedScan) async throws -> OwedPage {
        try access { $0.page(of: webhook, scan) }
    }

    public func due(
        at webhook: WebhookID, before time: Timestamp, limit: Int, maxBytes: Int, unkeyedOnly: Bool
    ) async throws -> OwedPage {
        try access { state in
            let due = state.deliveries.filter { row in
                row.webhookID == webhook && row.status.isOwed && row.dueAt.map { $0 <= time } ?? false
                    && !(unkeyedOnly && row.event.orderingKey != nil)
            }
            let sorted = due.map(\.owed).sorted { ($0.dueAt ?? time, $0.id) < ($1.dueAt ?? time, $1.id) }
            var builder = OwedPageBuilder(OwedScan(limit: limit, maxBytes: maxBytes))
            for delivery in sorted where !builder.isFull { builder.add(delivery) }
            if !builder.isFull { builder.rowsRanOut() }
            return builder.finish()
        }
    }

    public func backlog() async throws -> [WebhookID: Int] {
        try access { $0.backlog.compactMapValues { $0.deliveries > 0 ? $0.deliveries : nil } }
    }

    public func oldestOwed(to webhooks: [WebhookID]) async throws -> [WebhookID: Timestamp] {
        try access { state in
            webhooks.reduce(into: [:]) { $0[$1] = state.oldestOwed(to: $1) }
        }
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
    fileprivate mutating func page(of webhook: WebhookID, _ scan: OwedScan) -> OwedPage {
        var builder = OwedPageBuilder(scan)
        compact(webhook)
        let places = owedPlaces[webhook] ?? []
        let start = builder.after.map { after in
            Self.lowerBound(places, after.rawValue + 1) { deliveries[$0].id.rawValue }
        }
        for place in places[(start ?? 0)...] where deliveries[place].status.isOwed {
            if builder.isFull { return builder.finish() }
            let row = deliveries[place]
            let key = builder.wantsKeys ? row.event.orderingKey.map { StableHash.of($0) } : nil
            switch builder.look(at: row.id, key: key) {
            case .read: builder.add(row.owed)
            case .passOver: break
            case .end: return builder.finish()
            }
        }
        if !builder.isFull { builder.rowsRanOut() }
        return builder.finish()
    }

    fileprivate mutating func oldestOwed(to webhook: WebhookID) -> Timestamp? {
        compact(webhook)
        let owed = (owedPlaces[webhook] ?? []).lazy.map { [deliveries] in deliveries[$0] }.filter(\.status.isOwed)
        return owed.map { $0.requeue?.at ?? $0.id.timestamp }.min()
    }

    /// Forgets the places of finished deliveries once they are as many as those still owed.
    private mutating func compact(_ webhook: WebhookID) {
        let owed = backlog[webhook, default: .zero].deliveries
        guard let places = owedPlaces[webhook], places.count > 2 * owed + 16 else { return }
        owedPlaces[webhook] = places.filter { deliveries[$0].status.isOwed }
    }

    /// Finds the places anew after deliveries were removed.
    mutating func findOwedPlaces() {
        owedPlaces = [:]
        for place in deliveries.indices where deliveries[place].status.isOwed { noteOwed(at: place) }
    }

    /// Remembers the place of a delivery that came to be owed.
    mutating func noteOwed(at place: Int) {
        let webhook = deliveries[place].webhookID
        guard let last = owedPlaces[webhook]?.last, last >= place else {
            owedPlaces[webhook, default: []].append(place)
            return
        }
        let index = Self.lowerBound(owedPlaces[webhook] ?? [], Int64(place)) { Int64($0) }
        if owedPlaces[webhook]?[index] != place { owedPlaces[webhook]?.insert(place, at: index) }
    }

    fileprivate mutating func settle(_ settlement: Settlement) {
        guard let place = place(of: settlement.deliveryID) else { return }
        record(settlement.attempt, of: settlement.deliveryID)
        if !settlement.attempt.isLegacy {
            deliveries[place].attemptCount = max(deliveries[place].attemptCount, settlement.attempt.number)
        }
        guard let decision = settlement.decision, deliveries[place].status.isOwed else { return }
        note(decision, about: settlement.deliveryID)
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

    /// Makes a delivery due now, owed again if it was finished, with a fresh retry schedule, and adds the news of it.
    mutating func reopen(at place: Int) {
        if !deliveries[place].status.isOwed {
            backlog[deliveries[place].webhookID, default: .zero] += deliveries[place].size
            deliveries[place].status = .pending
            deliveries[place].reason = nil
            noteOwed(at: place)
        }
        deliveries[place].dueAt = time
        deliveries[place].requeue = .init(at: time, attemptCount: deliveries[place].attemptCount)
        news.append(deliveries[place].owed)
    }
}
