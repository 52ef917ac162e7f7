import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Records attempts and what they decided.
    func settle(_ settlements: [Settlement]) throws {
        // Replays are counted one by one.
        guard caches.replayed.isEmpty, settlements.count > 1 else {
            for settlement in settlements { try settle(settlement) }
            return
        }
        var deliveredAtOnce: [Settlement] = []
        deliveredAtOnce.reserveCapacity(settlements.count)
        for settlement in settlements {
            if settlement.isDeliveredAtOnce { deliveredAtOnce.append(settlement) } else { try settle(settlement) }
        }
        try deliver(deliveredAtOnce)
    }

    /// Records deliveries whose first attempt succeeded, many at a time.
    private func deliver(_ settlements: [Settlement]) throws {
        var recorded: [Settlement] = []
        recorded.reserveCapacity(settlements.count)
        try hot.deliverAtOnce.run(settlements) { settlement, statement, first in
            statement.bind(settlement.deliveryID.rawValue, at: first)
        } finish: { group, changes in
            if changes == group.count {
                for settlement in group { takeOff(settlement) }
                recorded += group
                return
            }
            // Some were not owed any more, or had been tried: the table tells which.
            for settlement in group {
                hot.isDeliveredUnrecorded.bind(settlement.deliveryID.rawValue, at: 1)
                guard try hot.isDeliveredUnrecorded.first({ _ in true }) == true else {
                    try settle(settlement)
                    continue
                }
                takeOff(settlement)
                try record(settlement.attempt, of: settlement.deliveryID)
            }
        }
        try hot.firstAttempts.run(recorded) { settlement, statement, first in
            bind(settlement.attempt, of: settlement.deliveryID, to: statement, first)
        }
    }

    private func bind(_ attempt: Attempt, of delivery: DeliveryID, to statement: SQLStatement, _ first: Int32) {
        statement.bind(delivery.rawValue, at: first)
        statement.bind(attempt.startedAt.milliseconds, at: first + 1)
        statement.bind(attempt.durationMicroseconds, at: first + 2)
        statement.bind(attempt.status.map(Int64.init), at: first + 3)
        statement.bind(attempt.error, at: first + 4)
        statement.bind(attempt.responseHead, at: first + 5)
        statement.bind(attempt.responseBody, at: first + 6)
        AttemptTimingCoding.bind(attempt.timing, to: statement, at: first + 7)
    }

    private func takeOff(_ settlement: Settlement) {
        change(settlement.webhookID, by: BacklogSize(deliveries: -1, bytes: -settlement.payloadBytes))
    }

    /// Records an attempt and what it decided: one update and one insert for an owed delivery.
    private func settle(_ settlement: Settlement) throws {
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
        if !status.isOwed { takeOff(settlement) }
        return true
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
        AttemptTimingCoding.bind(attempt.timing, to: statement, at: 10)
        try statement.run()
    }
}

extension Settlement {
    fileprivate var isDeliveredAtOnce: Bool { decision == .delivered && attempt.number == 1 && !attempt.isLegacy }
}
