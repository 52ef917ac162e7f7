import GRDB
import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Hands out what a plan found.
    ///
    /// Event ids are given out on this thread, in commit order (``IdentifierSource``), so no event can appear at or below
    /// a position later on: whatever is committed afterwards is behind it.
    ///
    /// - Returns: nil when the consumer was moved or made anew meanwhile: then the plan is void.
    func lease(_ plan: LeasePlan) throws -> LeaseBatch? {
        let current = try ConsumerRow.find(plan.row.consumer.key, in: db)
        guard current.id == plan.row.id, current.position == plan.row.position else { return nil }
        let expiry = time.advanced(byMilliseconds: plan.leaseMilliseconds)
        var batch = LeaseBatch(isMore: plan.isMore, nextVisibleAt: plan.nextVisibleAt)
        for open in plan.dying where try remove(open, of: current.id) {
            let reason = ReturnTerms.reason(afterSilence: open.attempts)
            try bury(open.event, of: current.id, after: open.attempts, reason)
        }
        var lost = 0
        for open in plan.lost where try remove(open, of: current.id) { lost += 1 }
        for (open, event) in plan.again {
            let lease = Lease(
                event: event, token: .make(for: event.id), attempt: open.attempts + 1, expiresAt: expiry)
            // An acknowledgement or an extension may have come first.
            if try renew(open, as: lease, of: current.id) { batch.leases.append(lease) }
        }
        try insert(plan.fresh, of: current.id, until: expiry, in: &batch)
        let update = try db.prepared(
            "UPDATE consumers SET position = ?, last_lease_at = ?, expired = expired + ? WHERE id = ?")
        update.bind(plan.end.rawValue, at: 1)
        update.bind(time.milliseconds, at: 2)
        update.bind(plan.expired + lost, at: 3)
        update.bind(current.id, at: 4)
        try update.run()
        return batch
    }

    private static let newRows = BatchStatement.Text(
        width: 6,
        head: "INSERT OR FAIL INTO consumer_events (consumer_id, event_id, nonce, visible_at, attempts, key) VALUES ",
        row: "(?, ?, ?, ?, ?, ?)")

    private func insert(
        _ fresh: [(event: EventRecord, key: Int64?, isLeased: Bool)], of consumer: Int64, until expiry: Timestamp,
        in batch: inout LeaseBatch
    ) throws {
        guard !fresh.isEmpty else { return }
        let rows = fresh.map { new in
            (
                new,
                lease: new.isLeased
                    ? Lease(event: new.event, token: .make(for: new.event.id), attempt: 1, expiresAt: expiry) : nil
            )
        }
        let insert = try BatchStatement(Self.newRows, in: db)
        try insert.run(rows) { row, statement, first in
            statement.bind(consumer, at: first)
            statement.bind(row.0.event.id.rawValue, at: first + 1)
            statement.bind(row.lease?.token.nonce, at: first + 2)
            statement.bind((row.lease == nil ? time : expiry).milliseconds, at: first + 3)
            statement.bind(row.lease == nil ? 0 : 1, at: first + 4)
            statement.bind(row.0.key, at: first + 5)
        }
        batch.leases += rows.compactMap(\.lease)
    }

    /// - Returns: whether the row was still as it was found.
    private func renew(_ open: LeasePlan.OpenRow, as lease: Lease, of consumer: Int64) throws -> Bool {
        let update = try db.prepared(
            """
            UPDATE consumer_events SET nonce = ?, visible_at = ?, attempts = ?
            WHERE consumer_id = ? AND event_id = ? AND nonce IS ? AND visible_at = ?
            """)
        update.bind(lease.token.nonce, at: 1)
        update.bind(lease.expiresAt.milliseconds, at: 2)
        update.bind(lease.attempt, at: 3)
        update.bind(consumer, at: 4)
        update.bind(open.event, at: 5)
        update.bind(open.nonce, at: 6)
        update.bind(open.visibleAt, at: 7)
        try update.run()
        return update.changes > 0
    }

    private func remove(_ open: LeasePlan.OpenRow, of consumer: Int64) throws -> Bool {
        let delete = try db.prepared(
            "DELETE FROM consumer_events WHERE consumer_id = ? AND event_id = ? AND nonce IS ? AND visible_at = ?")
        delete.bind(consumer, at: 1)
        delete.bind(open.event, at: 2)
        delete.bind(open.nonce, at: 3)
        delete.bind(open.visibleAt, at: 4)
        try delete.run()
        return delete.changes > 0
    }

    /// Writes a dead letter down.
    func bury(_ event: Int64, of consumer: Int64, after attempts: Int, _ reason: String) throws {
        let insert = try db.prepared(
            """
            INSERT OR REPLACE INTO consumer_dead (consumer_id, event_id, attempts, reason, died_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        insert.bind(consumer, at: 1)
        insert.bind(event, at: 2)
        insert.bind(attempts, at: 3)
        insert.bind(reason, at: 4)
        insert.bind(time.milliseconds, at: 5)
        try insert.run()
    }
}
