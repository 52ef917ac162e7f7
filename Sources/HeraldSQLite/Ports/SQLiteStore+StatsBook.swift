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

    /// Adds up row by row as they are read. What is asked for by hours comes from a table of its own.
    public func stats(of webhooks: [WebhookID], since minute: Int64, slice: Int64) async throws -> [StatsBucket] {
        let table: MinuteTable = slice % 60 == 0 && minute % 60 == 0 ? .statsHours : .stats
        return try await read { db in
            let statement = try db.prepared(
                """
                SELECT \(StatsRow.columns) FROM \(table.rawValue) WHERE webhook_id = ? AND minute >= ?
                ORDER BY webhook_id, minute
                """)
            var slices = StatsSlices(minutes: slice)
            for webhook in Set(webhooks) {
                statement.bind(webhook.rawValue, at: 1)
                statement.bind(minute, at: 2)
                try statement.eachRow { slices.add($0) }
            }
            return slices.sums.sorted { ($0.minute, $0.webhookID) < ($1.minute, $1.webhookID) }
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
        try add(bucket, to: .stats)
        var hour = bucket
        hour.minute -= bucket.minute % 60
        try add(hour, to: .statsHours)
    }

    private func add(_ bucket: StatsBucket, to table: MinuteTable) throws {
        let select = try db.prepared(
            "SELECT \(StatsRow.columns) FROM \(table.rawValue) WHERE webhook_id = ? AND minute = ?")
        select.bind(bucket.webhookID.rawValue, at: 1)
        select.bind(bucket.minute, at: 2)
        var sum = bucket
        _ = try select.first { StatsRow.add($0, to: &sum) }
        try StatsRow.insert(sum, into: table, db)
    }
}
