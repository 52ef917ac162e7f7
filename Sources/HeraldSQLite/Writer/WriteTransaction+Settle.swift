import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Records an attempt and what it decided: one update and one insert for an owed delivery.
    func settle(_ settlement: Settlement) throws {
        let attempt = settlement.attempt
        let exists =
            if let decision = settlement.decision {
                try decide(decision, for: settlement) || count(attempt, of: settlement.deliveryID)
            } else {
                try count(attempt, of: settlement.deliveryID)
            }
        if exists { try record(attempt, of: settlement.deliveryID) }
    }

    /// - Returns: whether the delivery was owed.
    private func decide(_ decision: Settlement.Decision, for settlement: Settlement) throws -> Bool {
        let (status, due, reason): (DeliveryStatus, Timestamp?, String?) =
            switch decision {
            case .delivered: (.delivered, nil, nil)
            case .retry(let time): (.waiting, time, nil)
            case .failed(let reason): (.failed, nil, reason)
            }
        // Nothing is owed any more unless there are bytes to take off the backlog.
        let bytes = status.isOwed ? nil : try owedBytes(of: settlement)
        guard status.isOwed || bytes != nil else { return false }
        let statement = hot.settle
        statement.bind(status.rawValue, at: 1)
        statement.bind(due?.milliseconds, at: 2)
        statement.bind(reason, at: 3)
        statement.bind(settlement.attempt.number, at: 4)
        statement.bind(settlement.deliveryID.rawValue, at: 5)
        statement.bind(settlement.webhookID.rawValue, at: 6)
        try statement.run()
        guard statement.changes > 0 else { return false }
        try note(decision, about: settlement)
        if let bytes { change(settlement.webhookID, by: BacklogSize(deliveries: -1, bytes: -bytes)) }
        return true
    }

    /// The payload size of an owed delivery.
    private func owedBytes(of settlement: Settlement) throws -> Int? {
        hot.owedBytes.bind(settlement.deliveryID.rawValue, at: 1)
        hot.owedBytes.bind(settlement.webhookID.rawValue, at: 2)
        return try hot.owedBytes.first { Int($0.integer(0)) }
    }

    /// - Returns: whether the delivery exists.
    private func count(_ attempt: Attempt, of delivery: DeliveryID) throws -> Bool {
        hot.countAttempt.bind(attempt.isLegacy ? 0 : attempt.number, at: 1)
        hot.countAttempt.bind(delivery.rawValue, at: 2)
        try hot.countAttempt.run()
        return hot.countAttempt.changes > 0
    }

    private func record(_ attempt: Attempt, of delivery: DeliveryID) throws {
        let statement = hot.insertAttempt
        statement.bind(delivery.rawValue, at: 1)
        statement.bind(attempt.number, at: 2)
        statement.bind(attempt.isLegacy ? 1 : 0, at: 3)
        statement.bind(attempt.startedAt.milliseconds, at: 4)
        statement.bind(attempt.durationMicroseconds, at: 5)
        statement.bind(attempt.status.map(Int64.init), at: 6)
        statement.bind(attempt.error, at: 7)
        statement.bind(attempt.responseHead, at: 8)
        statement.bind(attempt.responseBody, at: 9)
        try statement.run()
    }
}
