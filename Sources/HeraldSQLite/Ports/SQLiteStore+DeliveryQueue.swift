import GRDB
public import HeraldModel
public import HeraldStore

extension SQLiteStore {
    public func settle(_ settlements: [Settlement]) async throws {
        guard !settlements.isEmpty else { return }
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(.settle(SettleRequest(settlements: settlements, continuation: continuation)))
        }
    }

    public func owed(to webhook: WebhookID, _ scan: OwedScan) async throws -> OwedPage {
        try await read { db in
            var builder = OwedPageBuilder(scan)
            if builder.wantsKeys {
                try db.scanByKey(of: webhook, into: &builder)
            } else {
                try db.scan(of: webhook, into: &builder)
            }
            return builder.finish()
        }
    }

    public func due(
        at webhook: WebhookID, before time: Timestamp, limit: Int, maxBytes: Int, unkeyedOnly: Bool
    ) async throws -> OwedPage {
        try await read { db in
            let statement = try db.prepared(unkeyedOnly ? OwedRow.dueWithoutKey : OwedRow.due)
            statement.bind(webhook.rawValue, at: 1)
            statement.bind(time.milliseconds, at: 2)
            var builder = OwedPageBuilder(OwedScan(limit: limit, maxBytes: maxBytes))
            try statement.eachRow(until: { builder.isFull }) { builder.add(OwedRow.owed($0)) }
            if !builder.isFull { builder.rowsRanOut() }
            return builder.finish()
        }
    }

    public func backlog() async throws -> [WebhookID: Int] {
        try ensureOpen()
        return backlogCount.webhooks
    }

    public func oldestOwed(to webhooks: [WebhookID]) async throws -> [WebhookID: Timestamp] {
        let owed = backlogCount.webhooks
        let wanted = Set(webhooks).filter { owed[$0] != nil }
        guard !wanted.isEmpty else {
            try ensureOpen()
            return [:]
        }
        return try await read { db in
            var oldest: [WebhookID: Timestamp] = [:]
            for webhook in wanted { oldest[webhook] = try Self.oldestOwed(to: webhook, in: db) }
            return oldest
        }
    }

    /// Reads one row, unless the oldest were requeued since.
    private static func oldestOwed(to webhook: WebhookID, in db: Database) throws -> Timestamp? {
        let statement = try db.prepared(OwedRow.since)
        statement.bind(webhook.rawValue, at: 1)
        statement.bind(OwedRow.sinceLimit, at: 2)
        var oldest: Timestamp?
        var isFound = false
        try statement.eachRow(until: { isFound }) { row in
            let made = DeliveryID(rawValue: row.integer(0)).timestamp
            let requeued = row.optionalInteger(1).map(Timestamp.init(milliseconds:))
            // Those after it were made later still.
            isFound = requeued == nil || oldest.map { $0 <= made } ?? false
            oldest = min(oldest ?? requeued ?? made, requeued ?? made)
        }
        return oldest
    }

    public func requeue(_ delivery: DeliveryID) async throws -> Bool {
        try await write { try $0.reopen(delivery) }
    }
}

extension WriteTransaction {
    /// Makes a delivery due now, owed again if it was finished, with a fresh retry schedule, and announces it.
    /// - Returns: false when it does not exist or its webhook is deleted.
    func reopen(_ delivery: DeliveryID) throws -> Bool {
        let select = try db.prepared(
            """
            SELECT d.status, \(OwedRow.columns) FROM deliveries d
            CROSS JOIN events e ON e.id = d.event_id CROSS JOIN types t ON t.id = e.type_id WHERE d.id = ?
            """)
        select.bind(delivery.rawValue, at: 1)
        let found = try select.first { (isOwed: $0.integer(0) <= 2, owed: OwedRow.owed($0, from: 1)) }
        guard let found, caches.webhooks[found.owed.webhookID]?.isDeleted == false else { return false }
        guard found.isOwed || found.owed.event.hasPayload else { throw StoreError.payloadExpired }
        var owed = found.owed
        let update = try db.prepared(
            """
            UPDATE deliveries SET status = CASE WHEN status <= 2 THEN status ELSE 0 END, due_at = ?1, bytes = ?2,
                reason = NULL, owed_since = ?1, attempts_before = attempts
            WHERE id = ?3
            """)
        let bytes = owed.event.payloadBytes
        update.bind(time.milliseconds, at: 1)
        update.bind(bytes, at: 2)
        update.bind(delivery.rawValue, at: 3)
        try update.run()
        if !found.isOwed { change(owed.webhookID, by: BacklogSize(deliveries: 1, bytes: bytes)) }
        owed.dueAt = time
        owed.requeue = OwedDelivery.Requeue(at: time, attemptCount: owed.attemptCount)
        announce(owed)
        return true
    }
}
