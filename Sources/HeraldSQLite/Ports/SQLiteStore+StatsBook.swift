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

    public func forgetStats(before minute: Int64) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM stats WHERE minute < ?")
            statement.bind(minute, at: 1)
            try statement.run()
        }
    }
}

extension WriteTransaction {
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
