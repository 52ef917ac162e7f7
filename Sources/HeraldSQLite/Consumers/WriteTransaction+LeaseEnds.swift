import GRDB
import HeraldModel
import HeraldStore

extension WriteTransaction {
    func acknowledge(_ tokens: [LeaseToken], of key: Consumer.Key) throws -> [LeaseOutcome] {
        let consumer = try ConsumerRow.find(key, in: db).id
        return try tokens.map { token in
            let delete = try db.prepared(
                "DELETE FROM consumer_events WHERE consumer_id = ? AND event_id = ? AND nonce = ?")
            delete.bind(consumer, at: 1)
            delete.bind(token.eventID.rawValue, at: 2)
            delete.bind(token.nonce, at: 3)
            try delete.run()
            return delete.changes > 0 ? .done : try refusal(of: token, consumer)
        }
    }

    func giveBack(
        _ tokens: [LeaseToken], of key: Consumer.Key, _ terms: ReturnTerms
    ) throws -> [LeaseOutcome] {
        let row = try ConsumerRow.find(key, in: db)
        return try tokens.map { token in
            guard let attempts = try attempts(of: token, row.id) else { return try refusal(of: token, row.id) }
            guard terms.countsAttempt, attempts >= row.consumer.maxAttempts else {
                let update = try db.prepared(
                    """
                    UPDATE consumer_events SET nonce = NULL, visible_at = ?, attempts = ?
                    WHERE consumer_id = ? AND event_id = ?
                    """)
                update.bind(time.advanced(byMilliseconds: terms.delayMilliseconds).milliseconds, at: 1)
                update.bind(attempts - (terms.countsAttempt ? 0 : 1), at: 2)
                update.bind(row.id, at: 3)
                update.bind(token.eventID.rawValue, at: 4)
                try update.run()
                return .done
            }
            let delete = try db.prepared("DELETE FROM consumer_events WHERE consumer_id = ? AND event_id = ?")
            delete.bind(row.id, at: 1)
            delete.bind(token.eventID.rawValue, at: 2)
            try delete.run()
            let reason = terms.reason ?? ReturnTerms.reason(afterGivingBack: attempts)
            try bury(token.eventID.rawValue, of: row.id, after: attempts, reason)
            return .dead
        }
    }

    func extend(
        _ tokens: [LeaseToken], of key: Consumer.Key, byMilliseconds amount: Int64
    ) throws -> [LeaseOutcome] {
        let consumer = try ConsumerRow.find(key, in: db).id
        return try tokens.map { token in
            let update = try db.prepared(
                "UPDATE consumer_events SET visible_at = ? WHERE consumer_id = ? AND event_id = ? AND nonce = ?")
            update.bind(time.advanced(byMilliseconds: amount).milliseconds, at: 1)
            update.bind(consumer, at: 2)
            update.bind(token.eventID.rawValue, at: 3)
            update.bind(token.nonce, at: 4)
            try update.run()
            return update.changes > 0 ? .done : try refusal(of: token, consumer)
        }
    }

    /// How often the event of a token that counts was handed out.
    private func attempts(of token: LeaseToken, _ consumer: Int64) throws -> Int? {
        let select = try db.prepared(
            "SELECT attempts FROM consumer_events WHERE consumer_id = ? AND event_id = ? AND nonce = ?")
        select.bind(consumer, at: 1)
        select.bind(token.eventID.rawValue, at: 2)
        select.bind(token.nonce, at: 3)
        return try select.first { Int($0.integer(0)) }
    }

    /// Why a token does not count.
    private func refusal(of token: LeaseToken, _ consumer: Int64) throws -> LeaseOutcome {
        let select = try db.prepared(
            """
            SELECT 1 FROM consumer_events WHERE consumer_id = ?1 AND event_id = ?2
            UNION ALL SELECT 1 FROM consumer_dead WHERE consumer_id = ?1 AND event_id = ?2
            """)
        select.bind(consumer, at: 1)
        select.bind(token.eventID.rawValue, at: 2)
        return try select.first { _ in true } == true ? .expired : .unknown
    }
}
