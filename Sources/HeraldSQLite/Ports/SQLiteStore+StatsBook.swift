import GRDB
public import HeraldModel
public import HeraldStore

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

    public func accepted(in network: NetworkID, since minute: Int64) async throws -> [AcceptedCount] {
        try await read { db in
            let statement = try db.prepared(
                "SELECT minute, events FROM accepted WHERE network_id = ? AND minute >= ? ORDER BY minute")
            statement.bind(network.rawValue, at: 1)
            statement.bind(minute, at: 2)
            return try statement.all { AcceptedCount(minute: $0.integer(0), events: Int($0.integer(1))) }
        }
    }

    /// Finds the rows' owners on a reader and deletes a little at a time, so that nobody waits for a long table.
    public func forgetStats(before minute: Int64) async throws {
        for table in MinuteTable.allCases {
            while true {
                let owners = try await read { try table.owners(withRowsBefore: minute, limit: 100, in: $0) }
                guard !owners.isEmpty else { break }
                try await writer.writeInBackground { transaction in
                    var deleted = 0
                    for owner in owners where deleted < 500 {
                        deleted += try table.forget(of: owner, before: minute, in: transaction.db)
                    }
                }
            }
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
