public import HeraldModel
import HeraldStore

extension SQLiteStore {
    public func makeWebhookID() async throws -> WebhookID { WebhookID(rawValue: try makeKey()) }

    public func add(_ webhook: Webhook, limit: Int) async throws -> Bool {
        let row = try WebhookRow(webhook, box: box)
        return try await write { transaction in
            guard transaction.caches.networks.contains(webhook.networkID) else { throw StoreError.notFound }
            let count = transaction.caches.webhooks.values.count {
                $0.network == webhook.networkID && !$0.isDeleted
            }
            guard count < limit else { return false }
            guard transaction.caches.webhooks[webhook.id] == nil else { throw StoreError.conflict }
            let statement = try transaction.db.prepared(
                "INSERT INTO webhooks (\(WebhookRow.columns)) VALUES (?, ?, ?, ?, ?, ?)")
            statement.bind(webhook.id.rawValue, at: 1)
            statement.bind(webhook.networkID.rawValue, at: 2)
            statement.bind(row.settings, at: 3)
            statement.bind(row.sealed, at: 4)
            statement.bind(webhook.createdAt.milliseconds, at: 5)
            statement.bind(webhook.updatedAt.milliseconds, at: 6)
            try statement.run()
            transaction.caches.webhooks[webhook.id] = WriterCaches.Owner(network: webhook.networkID, isDeleted: false)
            return true
        }
    }

    public func update(_ webhook: Webhook) async throws {
        let row = try WebhookRow(webhook, box: box)
        try await write { transaction in
            let statement = try transaction.db.prepared(
                "UPDATE webhooks SET settings = ?, sealed = ?, updated_at = ? WHERE id = ? AND deleted_at IS NULL")
            statement.bind(row.settings, at: 1)
            statement.bind(row.sealed, at: 2)
            statement.bind(webhook.updatedAt.milliseconds, at: 3)
            statement.bind(webhook.id.rawValue, at: 4)
            try statement.run()
            guard statement.changes > 0 else { throw StoreError.notFound }
        }
    }

    public func webhooks() async throws -> [Webhook] {
        let box = box
        return try await read { db in
            try db.prepared("SELECT \(WebhookRow.columns) FROM webhooks WHERE deleted_at IS NULL ORDER BY id")
                .all { try WebhookRow.webhook($0, box: box) }
        }
    }

    public func deleteWebhook(_ id: WebhookID) async throws {
        let isKnown = try await write { transaction in
            guard transaction.caches.webhooks[id]?.isDeleted == false else { return false }
            try transaction.markDeleted(id)
            return true
        }
        if isKnown { try await skipOwed(to: id, reason: SkipReason.webhookDeleted) }
    }

    /// Skips what a deleted webhook is owed, a part at a time so that others' commits get in between. What a crash
    /// leaves over is skipped at the next start.
    func skipOwed(to webhook: WebhookID, reason: String) async throws {
        let part = 5000
        var skipped = part
        while skipped == part {
            skipped = try await write { try $0.skipOwed(to: webhook, reason: reason, limit: part) }
        }
    }
}

extension WriteTransaction {
    /// From here on the webhook gets no deliveries. Its secrets are gone, its replays are cancelled.
    func markDeleted(_ webhook: WebhookID) throws {
        caches.webhooks[webhook]?.isDeleted = true
        let delete = try db.prepared("UPDATE webhooks SET deleted_at = ?, sealed = NULL WHERE id = ?")
        delete.bind(time.milliseconds, at: 1)
        delete.bind(webhook.rawValue, at: 2)
        try delete.run()
        let cancel = try db.prepared(
            "UPDATE replays SET state = 'cancelled' WHERE webhook_id = ? AND state IN ('running', 'paused')")
        cancel.bind(webhook.rawValue, at: 1)
        try cancel.run()
        try unfollowAll(of: webhook)
    }

    /// - Returns: how many deliveries were skipped.
    fileprivate func skipOwed(to webhook: WebhookID, reason: String, limit: Int) throws -> Int {
        let count = try db.prepared(
            """
            SELECT sum(bytes) FROM (SELECT bytes FROM deliveries INDEXED BY deliveries_owed
                WHERE webhook_id = ? AND status <= 2 ORDER BY id LIMIT ?)
            """)
        count.bind(webhook.rawValue, at: 1)
        count.bind(limit, at: 2)
        let bytes = try count.first { Int($0.integer(0)) } ?? 0
        let statement = try db.prepared(
            """
            UPDATE deliveries SET status = 5, due_at = NULL, reason = ? WHERE id IN (
                SELECT id FROM deliveries INDEXED BY deliveries_owed
                WHERE webhook_id = ? AND status <= 2 ORDER BY id LIMIT ?)
            """)
        statement.bind(reason, at: 1)
        statement.bind(webhook.rawValue, at: 2)
        statement.bind(limit, at: 3)
        try statement.run()
        let skipped = statement.changes
        change(webhook, by: BacklogSize(deliveries: -skipped, bytes: -bytes))
        return skipped
    }
}
