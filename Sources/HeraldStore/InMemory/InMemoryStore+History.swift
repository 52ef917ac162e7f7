public import HeraldModel

extension InMemoryStore {
    public func events(
        of network: NetworkID, matching query: EventQuery, within bound: SearchBound
    ) async throws -> SearchPage<EventRecord, EventID> {
        try access { state in
            let events = state.events.filter { $0.networkID == network && query.reaches($0.id) }
            let ordered = query.after == nil ? events.reversed() : events
            return SearchPage(ordered, limit: query.limit, within: bound, id: \.id) { query.matches($0) ? $0 : nil }
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

    public func deliveries(
        of network: NetworkID, matching query: DeliveryQuery, within bound: SearchBound
    ) async throws -> SearchPage<Delivery, DeliveryID> {
        try access { state in
            let rows = state.deliveries.filter { state.owners[$0.webhookID] == network && query.reaches($0) }
            return SearchPage(
                rows.reversed(), limit: query.limit, within: query.event == nil ? bound : .none, id: \.id
            ) { query.matches($0) ? $0.delivery : nil }
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

extension SearchPage {
    /// Looks through rows one by one.
    fileprivate init<Row>(
        _ rows: [Row], limit: Int, within bound: SearchBound, id: (Row) -> ID, match: (Row) -> Element?
    ) {
        self.init()
        var budget = SearchBudget(bound)
        for row in rows {
            guard elements.count < limit else { return }
            if let element = match(row) { elements.append(element) }
            budget.countRow()
            if budget.isSpent, elements.count < limit {
                end = id(row)
                return
            }
        }
    }
}

extension EventQuery {
    /// Whether an event lies in the range that is searched.
    fileprivate func reaches(_ id: EventID) -> Bool {
        if let since, id < EventID(firstAt: since) { return false }
        if let until, id >= EventID(firstAt: until) { return false }
        if let before, id >= before { return false }
        if let after, id <= after { return false }
        return true
    }

    fileprivate func matches(_ event: EventRecord) -> Bool {
        if let orderingKey, event.orderingKey != orderingKey { return false }
        if let text, !event.data.contains(subsequence: Array(text.utf8)) { return false }
        return types.isEmpty || types.contains { $0.matches(event.type) }
    }
}

extension DeliveryQuery {
    /// Whether a delivery lies in the range that is searched.
    fileprivate func reaches(_ row: DeliveryRow) -> Bool {
        if let since, row.id < DeliveryID(firstAt: since) { return false }
        if let until, row.id >= DeliveryID(firstAt: until) { return false }
        if let before, row.id >= before { return false }
        if let webhook, row.webhookID != webhook { return false }
        if let event, row.event.id != event { return false }
        return true
    }

    fileprivate func matches(_ row: DeliveryRow) -> Bool {
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
