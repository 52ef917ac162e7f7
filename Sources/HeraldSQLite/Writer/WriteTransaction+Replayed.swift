import HeraldModel

/// Follows replayed deliveries to their ends. Others cost a look at two counts.
extension WriteTransaction {
    /// Remembers that a delivery was made owed by a replay. The replay's own counts are the caller's business.
    func follow(_ delivery: DeliveryID, of replay: ReplayID) throws {
        // A delivery may have been reopened by one that is over.
        let insert = try db.prepared("INSERT OR REPLACE INTO replayed (delivery_id, replay_id, tried) VALUES (?, ?, 0)")
        insert.bind(delivery.rawValue, at: 1)
        insert.bind(replay.rawValue, at: 2)
        try insert.run()
        caches.replayed.untried[delivery] = replay
    }

    /// Counts what an attempt decided about an owed delivery, if a replay made it owed.
    func note(_ decision: Settlement.Decision, about settlement: Settlement) throws {
        guard !caches.replayed.isEmpty else { return }
        let id = settlement.deliveryID
        if let replay = caches.replayed.untried.removeValue(forKey: id) {
            if case .retry = decision {
                let update = try db.prepared("UPDATE replayed SET tried = 1 WHERE delivery_id = ?")
                update.bind(id.rawValue, at: 1)
                try update.run()
                caches.replayed.waiting += 1
            } else {
                try unfollow(id)
            }
            try count(decision, of: replay, untried: 1)
            return
        }
        guard caches.replayed.waiting > 0, settlement.attempt.number > 1 else { return }
        if case .retry = decision { return }
        let select = try db.prepared("SELECT replay_id FROM replayed WHERE delivery_id = ?")
        select.bind(id.rawValue, at: 1)
        guard let replay = try select.first({ ReplayID(rawValue: $0.integer(0)) }) else { return }
        try unfollow(id)
        caches.replayed.waiting -= 1
        try count(decision, of: replay, untried: 0)
    }

    /// Ends the following of all that replays made owed to a webhook: it is being skipped.
    func unfollowAll(of webhook: WebhookID) throws {
        guard !caches.replayed.isEmpty else { return }
        let delete = try db.prepared(
            "DELETE FROM replayed WHERE replay_id IN (SELECT id FROM replays WHERE webhook_id = ?)")
        delete.bind(webhook.rawValue, at: 1)
        try delete.run()
        let update = try db.prepared(
            "UPDATE replays SET skipped = enqueued - delivered - failed, untried = 0 WHERE webhook_id = ?")
        update.bind(webhook.rawValue, at: 1)
        try update.run()
        caches.replayed = try ReplayedDeliveries(db)
    }

    private func unfollow(_ delivery: DeliveryID) throws {
        let delete = try db.prepared("DELETE FROM replayed WHERE delivery_id = ?")
        delete.bind(delivery.rawValue, at: 1)
        try delete.run()
    }

    private func count(_ decision: Settlement.Decision, of replay: ReplayID, untried: Int) throws {
        let (delivered, failed) =
            switch decision {
            case .delivered: (1, 0)
            case .failed: (0, 1)
            case .retry: (0, 0)
            }
        let update = try db.prepared(
            """
            UPDATE replays SET delivered = delivered + ?, failed = failed + ?, untried = max(0, untried - ?)
            WHERE id = ?
            """)
        update.bind(delivered, at: 1)
        update.bind(failed, at: 2)
        update.bind(untried, at: 3)
        update.bind(replay.rawValue, at: 4)
        try update.run()
    }
}
