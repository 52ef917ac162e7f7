public import HeraldModel

extension InMemoryStore {
    public func save(_ consumer: Consumer, startingAt start: ConsumerPlace) async throws -> Bool {
        try access { state in
            guard state.networks[consumer.networkID] != nil else { throw StoreError.notFound }
            if state.consumers[consumer.key] != nil {
                state.consumers[consumer.key]?.consumer = consumer
                return false
            }
            state.consumers[consumer.key] = ConsumerRecord(
                consumer, at: state.position(of: start, in: consumer.networkID), state.time)
            return true
        }
    }

    public func consumers() async throws -> [Consumer] { try access { $0.consumers.values.map(\.consumer) } }

    public func state(of key: Consumer.Key) async throws -> ConsumerState {
        try access { state in
            let record = try state.consumer(key)
            let unread = state.events.filter { event in
                event.networkID == key.networkID && event.id > record.position
                    && record.consumer.wants(type: event.type)
            }
            let leased = record.open.values.count { $0.isLeased && $0.visibleAt > state.time }
            return ConsumerState(
                position: record.position, lag: min(unread.count, ConsumerState.lagBound),
                isLagMore: unread.count > ConsumerState.lagBound,
                oldestUnacknowledged: (record.open.keys.min() ?? unread.first?.id)?.timestamp, leased: leased,
                waiting: record.open.count - leased, dead: record.dead.count, expired: record.expired,
                lastLeaseAt: record.lastLeaseAt)
        }
    }

    public func deleteConsumer(_ key: Consumer.Key) async throws { try access { $0.consumers[key] = nil } }

    public func lease(
        _ order: LeaseOrder, of key: Consumer.Key, accepting accepts: @escaping @Sendable (EventRecord) -> Bool
    ) async throws -> LeaseBatch {
        try access { state in
            var record = try state.consumer(key)
            defer { state.consumers[key] = record }
            return state.lease(order, of: &record, accepting: accepts)
        }
    }

    public func acknowledge(_ tokens: [LeaseToken], of key: Consumer.Key) async throws -> [LeaseOutcome] {
        try change(tokens, of: key) { record, token, _, _ in
            record.open[token.eventID] = nil
            return .done
        }
    }

    public func giveBack(
        _ tokens: [LeaseToken], of key: Consumer.Key, _ terms: ReturnTerms
    ) async throws -> [LeaseOutcome] {
        try change(tokens, of: key) { record, token, row, now in
            if terms.countsAttempt, row.attempts >= record.consumer.maxAttempts {
                let reason = terms.reason ?? ReturnTerms.reason(afterGivingBack: row.attempts)
                record.kill(token.eventID, after: row.attempts, reason, at: now)
                return .dead
            }
            record.open[token.eventID] = ConsumerRecord.Row(
                visibleAt: now.advanced(byMilliseconds: terms.delayMilliseconds),
                attempts: row.attempts - (terms.countsAttempt ? 0 : 1), key: row.key)
            return .done
        }
    }

    public func extend(
        _ tokens: [LeaseToken], of key: Consumer.Key, byMilliseconds amount: Int64
    ) async throws -> [LeaseOutcome] {
        try change(tokens, of: key) { record, token, _, now in
            record.open[token.eventID]?.visibleAt = now.advanced(byMilliseconds: amount)
            return .done
        }
    }

    private func change(
        _ tokens: [LeaseToken], of key: Consumer.Key,
        _ body: (inout ConsumerRecord, LeaseToken, ConsumerRecord.Row, Timestamp) -> LeaseOutcome
    ) throws -> [LeaseOutcome] {
        try access { state in
            var record = try state.consumer(key)
            let outcomes = tokens.map { token in
                switch record.row(of: token) {
                case .success(let row): body(&record, token, row, state.time)
                case .failure(let refusal): refusal.outcome
                }
            }
            state.consumers[key] = record
            return outcomes
        }
    }

    public func seek(_ key: Consumer.Key, to place: ConsumerPlace) async throws {
        try access { state in
            var record = try state.consumer(key)
            record.position = state.position(of: place, in: key.networkID)
            record.lastLeaseAt = state.time
            record.open = [:]
            record.dead = record.dead.filter { $0.key <= record.position }
            state.consumers[key] = record
        }
    }

    public func deadLetters(of key: Consumer.Key, before: EventID?, limit: Int) async throws -> [DeadLetter] {
        try access { state in
            var letters: [DeadLetter] = []
            for (id, dead) in try state.consumer(key).dead.sorted(by: { $0.key > $1.key }) where letters.count < limit {
                guard before.map({ id < $0 }) ?? true, let event = state.event(id) else { continue }
                letters.append(
                    DeadLetter(event: event, attempts: dead.attempts, reason: dead.reason, diedAt: dead.diedAt))
            }
            return letters
        }
    }

    public func requeueDeadLetters(_ events: [EventID]?, of key: Consumer.Key) async throws -> Int {
        try access { state in
            var record = try state.consumer(key)
            let room = max(0, record.consumer.maxOutstanding - record.open.count)
            let chosen = (events.map { Set($0) } ?? Set(record.dead.keys)).sorted().compactMap { id in
                record.dead[id] == nil ? nil : state.event(id)
            }.filter(\.hasPayload).prefix(room)
            for event in chosen {
                record.dead[event.id] = nil
                record.open[event.id] = ConsumerRecord.Row(
                    visibleAt: state.time, key: LeasePlanner.hash(ofKey: event.orderingKey))
            }
            state.consumers[key] = record
            return chosen.count
        }
    }

    public func dropDeadLetters(_ events: [EventID]?, of key: Consumer.Key) async throws -> Int {
        try access { state in
            var record = try state.consumer(key)
            let before = record.dead.count
            if let events {
                for event in events { record.dead[event] = nil }
            } else {
                record.dead = [:]
            }
            state.consumers[key] = record
            return before - record.dead.count
        }
    }
}

extension InMemoryState {
    fileprivate func consumer(_ key: Consumer.Key) throws -> ConsumerRecord {
        guard let record = consumers[key] else { throw StoreError.notFound }
        return record
    }

    fileprivate func position(of place: ConsumerPlace, in network: NetworkID) -> EventID {
        let newest = events.last { $0.networkID == network }?.id ?? EventID(rawValue: 0)
        switch place {
        case .beginning: return EventID(rawValue: 0)
        case .end: return newest
        case .time(let time): return min(newest, EventID(rawValue: max(0, EventID(firstAt: time).rawValue - 1)))
        }
    }

    fileprivate mutating func lease(
        _ order: LeaseOrder, of record: inout ConsumerRecord, accepting accepts: (EventRecord) -> Bool
    ) -> LeaseBatch {
        var planner = LeasePlanner(record.consumer, order, at: time)
        var batch = LeaseBatch()
        let expiry = time.advanced(byMilliseconds: order.leaseMilliseconds ?? record.consumer.leaseMilliseconds)
        record.lastLeaseAt = time
        for (id, row) in record.open.sorted(by: { $0.key < $1.key }) {
            let verdict = planner.judge(
                isLeased: row.isLeased, visibleAt: row.visibleAt, attempts: row.attempts, key: row.key)
            switch verdict {
            case .stay: break
            case .die:
                let reason = ReturnTerms.reason(afterSilence: row.attempts)
                record.kill(id, after: row.attempts, reason, at: time)
            case .lease:
                guard let event = event(id), event.hasPayload else {
                    record.open[id] = nil
                    record.expired += 1
                    continue
                }
                planner.count(bytes: event.data.count)
                batch.leases.append(record.hand(event, attempt: row.attempts + 1, until: expiry))
            }
        }
        let start = Self.lowerBound(events, record.position.rawValue + 1) { $0.id.rawValue }
        var looked = 0
        for event in events[start...] where event.networkID == record.consumer.networkID {
            guard planner.takesNew, looked < order.maxRows else {
                batch.isMore = planner.takesNew || !planner.hasWish
                break
            }
            looked += 1
            record.position = event.id
            guard record.consumer.wants(type: event.type) else { continue }
            guard event.hasPayload else {
                record.expired += 1
                continue
            }
            guard accepts(event) else { continue }
            let key = LeasePlanner.hash(ofKey: event.orderingKey)
            if planner.take(key: key, bytes: event.data.count) {
                batch.leases.append(record.hand(event, attempt: 1, until: expiry))
            } else {
                record.open[event.id] = ConsumerRecord.Row(visibleAt: time, key: key)
            }
        }
        batch.isMore = batch.isMore || planner.isLeftOver || planner.isUnblocking
        batch.nextVisibleAt = planner.nextVisibleAt
        return batch
    }
}

extension ConsumerRecord {
    fileprivate mutating func hand(_ event: EventRecord, attempt: Int, until expiry: Timestamp) -> Lease {
        let token = LeaseToken.make(for: event.id)
        open[event.id] = Row(
            nonce: token.nonce, visibleAt: expiry, attempts: attempt,
            key: LeasePlanner.hash(ofKey: event.orderingKey))
        return Lease(event: event, token: token, attempt: attempt, expiresAt: expiry)
    }
}
