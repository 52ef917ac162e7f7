public import HeraldModel

extension InMemoryStore {
    public func events(of network: NetworkID, matching query: EventQuery) async throws -> [EventRecord] {
        try access { state in
            let matches = { (event: EventRecord) in event.networkID == network && query.matches(event) }
            guard query.after != nil else {
                return Array(state.events.reversed().lazy.filter(matches).prefix(query.limit))
            }
            return Array(state.events.lazy.filter(matches).prefix(query.limit))
        }
    }

    public func event(_ id: EventID, of network: NetworkID) async throws -> EventRecord? {
        try access { state in
            guard let event = state.event(id), event.networkID == network else { return nil }
            return event
        }
    }

    public func event(externalID: String, of network: NetworkID) async throws -> EventRecord? {
        try access { state in
            state.events.last { $0.networkID == network && $0.externalID == externalID }
        }
    }

    public func deliveries(of network: NetworkID, matching query: DeliveryQuery) async throws -> [Delivery] {
        try access { state in
            let owners = state.owners
            let found = state.deliveries.reversed().lazy
                .filter { owners[$0.webhookID] == network && query.matches($0) }.prefix(query.limit)
            return found.map(\.delivery)
        }
    }

    public func delivery(_ id: DeliveryID, of network: NetworkID) async throws -> Delivery? {
        try access { state in
            guard let place = state.place(of: id), state.owners[state.deliveries[place].webhookID] == network
            else { return nil }
            return state.deliveries[place].delivery
        }
    }

    public func attempts(of delivery: DeliveryID) async throws -> [Attempt] {
        try access { $0.attempts[delivery] ?? [] }
    }
}

extension EventQuery {
    fileprivate func matches(_ event: EventRecord) -> Bool {
        if let since, event.id < EventID(firstAt: since) { return false }
        if let until, event.id >= EventID(firstAt: until) { return false }
        if let before, event.id >= before { return false }
        if let after, event.id <= after { return false }
        if let orderingKey, event.orderingKey != orderingKey { return false }
        if let text, !event.data.contains(subsequence: Array(text.utf8)) { return false }
        return types.isEmpty || types.contains { $0.matches(event.type) }
    }
}

extension DeliveryQuery {
    fileprivate func matches(_ row: DeliveryRow) -> Bool {
        if let since, row.id < DeliveryID(firstAt: since) { return false }
        if let until, row.id >= DeliveryID(firstAt: until) { return false }
        if let before, row.id >= before { return false }
        if let webhook, row.webhookID != webhook { return false }
        if let event, row.event.id != event { return false }
        if !statuses.isEmpty {
            let shown = statuses.contains(row.status) || (row.status == .pending && statuses.contains(.delivering))
            guard shown else { return false }
        }
        return types.isEmpty || types.contains { $0.matches(row.event.type) }
    }
}

extension [UInt8] {
    fileprivate func contains(subsequence other: [UInt8]) -> Bool {
        guard let first = other.first else { return true }
        guard count >= other.count else { return false }
        return (0...count - other.count).contains { start in
            self[start] == first && self[start..<start + other.count].elementsEqual(other)
        }
    }
}
