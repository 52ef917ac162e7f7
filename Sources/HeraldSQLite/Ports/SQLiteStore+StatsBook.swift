import GRDB
public import HeraldModel

extension SQLiteStore {
    public func add(_ buckets: [StatsBucket]) async throws {
        guard !buckets.isEmpty else { return }
        try await write { transaction in
            for bucket in buckets { try transaction.add(bucket) }
        }
    }

    public func stats(of webhooks: [WebhookID], since minute: Int64) async throws -> [StatsBucket] {
        try await read { db in
            let statement = try db.prepared(
                "SELECT \(StatsRow.columns) FROM stats WHERE webhook_id = ? AND minute >= ?")
            var buckets: [StatsBucket] = []
            for webhook in Set(webhooks) {
                statement.bind(webhook.rawValue, at: 1)
                statement.bind(minute, at: 2)
                try statement.eachRow { buckets.append(StatsRow.bucket($0)) }
            }
            return buckets.sorted { ($0.minute, $0.webhookID) < ($1.minute, $1.webhookID) }
        }
    }

    /// Finds the webhooks on a reader and deletes a little at a time, so that nobody waits for a long table.
    public func forgetStats(before minute: Int64) async throws {
        while true {
            let webhooks = try await read { try Self.webhooks(withStatsBefore: minute, limit: 100, in: $0) }
            guard !webhooks.isEmpty else { return }
            try await writer.writeInBackground { transaction in
                var deleted = 0
                for webhook in webhooks where deleted < 500 {
                    deleted += try transaction.forgetStats(of: webhook, before: minute)
                }
            }
        }
    }

    /// Goes from webhook to webhook by the table's key.
    private static func webhooks(withStatsBefore minute: Int64, limit: Int, in db: Database) throws -> [Int64] {
        let next = try db.prepared(
            "SELECT webhook_id, minute FROM stats WHERE webhook_id > ? ORDER BY webhook_id, minute LIMIT 1")
        var webhooks: [Int64] = []
        var last: Int64 = -1
        while webhooks.count < limit {
            next.bind(last, at: 1)
            guard let oldest = try next.first({ (webhook: $0.integer(0), minute: $0.integer(1)) }) else { break }
            last = oldest.webhook
            if oldest.minute < minute { webhooks.append(oldest.webhook) }
        }
        return webhooks
    }
}

extension WriteTransaction {
    /// Deletes a webhook's oldest buckets, some hundred at most.
    /// - Returns: how many.
    fileprivate func forgetStats(of webhook: Int64, before minute: Int64) throws -> Int {
        let statement = try db.prepared(
            """
            DELETE FROM stats WHERE webhook_id = ?1 AND minute < ?2
                AND minute < 500 + (SELECT min(minute) FROM stats WHERE webhook_id = ?1)
            """)
        statement.bind(webhook, at: 1)
        statement.bind(minute, at: 2)
        try statement.run()
        return statement.changes
    }

    fileprivate func add(_ bucket: StatsBucket) throws {
        let select = try db.prepared("SELECT \(StatsRow.columns) FROM stats WHERE webhook_id = ? AND minute = ?")
        select.bind(bucket.webhookID.rawValue, at: 1)
        select.bind(bucket.minute, at: 2)
        var sum = try select.first(StatsRow.bucket) ?? StatsBucket(webhookID: bucket.webhookID, minute: bucket.minute)
        sum.add(bucket)
        let insert = try db.prepared(
            "INSERT OR REPLACE INTO stats (\(StatsRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)")
        insert.bind(sum.webhookID.rawValue, at: 1)
        insert.bind(sum.minute, at: 2)
        insert.bind(sum.delivered, at: 3)
        insert.bind(sum.failed, at: 4)
        insert.bind(sum.attempts, at: 5)
        insert.bind(sum.failedAttempts, at: 6)
        insert.bind(StatsRow.bytes(of: sum.latency), at: 7)
        try insert.run()
    }
}
