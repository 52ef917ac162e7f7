import GRDB
public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func save(_ consumer: Consumer, startingAt start: ConsumerPlace) async throws -> Bool {
        try await write { try $0.save(consumer, startingAt: start) }
    }

    public func consumers() async throws -> [Consumer] {
        try await read { db in
            try db.prepared("SELECT \(ConsumerRow.columns) FROM consumers").all { try ConsumerRow($0).consumer }
        }
    }

    public func state(of key: Consumer.Key) async throws -> ConsumerState {
        let now = now()
        return try await read { try ConsumerInspection(db: $0, row: ConsumerRow.find(key, in: $0)).state(at: now) }
    }

    public func deleteConsumer(_ key: Consumer.Key) async throws {
        guard let consumer = try await write({ try $0.deleteConsumer(key) }) else { return }
        try await forgetRows(of: consumer)
    }

    /// Removes what a deleted consumer was handed, a part at a time. The next start does it after a crash.
    func forgetRows(of consumer: Int64) async throws {
        while try await write({ try $0.forgetRows(of: consumer, limit: 5000) }) {}
    }

    /// Searches on a reader, then hands out on the writer what is still as it was found. A lease that finds nothing and
    /// moves nothing costs no commit, but for one now and then that says the consumer is in use.
    public func lease(
        _ order: LeaseOrder, of key: Consumer.Key, accepting accepts: @escaping @Sendable (EventRecord) -> Bool
    ) async throws -> LeaseBatch {
        try await leaseTurns.run(key) {
            while true {
                let now = self.now()
                let plan = try await self.read { db in
                    try LeaseSearch(
                        db: db, row: ConsumerRow.find(key, in: db), order: order, now: now, accepts: accepts
                    ).plan()
                }
                if plan.isIdle, !plan.row.isDue(at: now) {
                    return LeaseBatch(isMore: plan.isMore, nextVisibleAt: plan.nextVisibleAt)
                }
                // Nil when a seek came in between.
                if let batch = try await self.write({ try $0.lease(plan) }) { return batch }
            }
        }
    }

    public func acknowledge(_ tokens: [LeaseToken], of key: Consumer.Key) async throws -> [LeaseOutcome] {
        try await write { try $0.acknowledge(tokens, of: key) }
    }

    public func giveBack(
        _ tokens: [LeaseToken], of key: Consumer.Key, _ terms: ReturnTerms
    ) async throws -> [LeaseOutcome] {
        try await write { try $0.giveBack(tokens, of: key, terms) }
    }

    public func extend(
        _ tokens: [LeaseToken], of key: Consumer.Key, byMilliseconds amount: Int64
    ) async throws -> [LeaseOutcome] {
        try await write { try $0.extend(tokens, of: key, byMilliseconds: amount) }
    }

    public func seek(_ key: Consumer.Key, to place: ConsumerPlace) async throws {
        try await write { try $0.seek(key, to: place) }
    }

    public func deadLetters(of key: Consumer.Key, before: EventID?, limit: Int) async throws -> [DeadLetter] {
        try await read { db in
            let consumer = try ConsumerRow.find(key, in: db).id
            let select = try db.prepared(
                """
                SELECT d.attempts, d.reason, d.died_at, \(EventRow.columns)
                FROM consumer_dead d CROSS JOIN events e ON e.id = d.event_id CROSS JOIN types t ON t.id = e.type_id
                WHERE d.consumer_id = ? AND d.event_id < ? ORDER BY d.event_id DESC LIMIT ?
                """)
            select.bind(consumer, at: 1)
            select.bind(before?.rawValue ?? .max, at: 2)
            select.bind(limit, at: 3)
            return try select.all { row in
                DeadLetter(
                    event: EventRow.record(row, from: 3), attempts: Int(row.integer(0)), reason: row.text(1),
                    diedAt: Timestamp(milliseconds: row.integer(2)))
            }
        }
    }

    public func requeueDeadLetters(_ events: [EventID]?, of key: Consumer.Key) async throws -> Int {
        try await write { try $0.requeue(events, of: key) }
    }

    public func dropDeadLetters(_ events: [EventID]?, of key: Consumer.Key) async throws -> Int {
        try await write { try $0.drop(events, of: key) }
    }
}

extension ConsumerRow {
    /// Whether the time of the last lease should be written down, because the hold counts from there.
    fileprivate func isDue(at now: Timestamp) -> Bool {
        now.milliseconds - lastLeaseAt.milliseconds >= min(60_000, consumer.holdMilliseconds / 4)
    }
}
