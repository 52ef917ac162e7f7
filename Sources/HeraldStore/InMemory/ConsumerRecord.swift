import HeraldModel

/// A consumer as ``InMemoryStore`` keeps it.
struct ConsumerRecord {
    var consumer: Consumer
    var position: EventID
    var lastLeaseAt: Timestamp
    var expired = 0
    /// What was handed out and is not acknowledged.
    var open: [EventID: Row] = [:]
    var dead: [EventID: Dead] = [:]

    /// An event that was handed out, or waits for an earlier one of its key.
    struct Row {
        var nonce: Int64?
        var visibleAt: Timestamp
        var attempts = 0
        var key: Int64?

        var isLeased: Bool { nonce != nil }
    }

    /// A dead letter but for its event.
    struct Dead {
        var attempts: Int
        var reason: String
        var diedAt: Timestamp
    }

    init(_ consumer: Consumer, at position: EventID, _ now: Timestamp) {
        self.consumer = consumer
        self.position = position
        lastLeaseAt = now
    }

    /// The row a token proves the lease of, or why there is none.
    func row(of token: LeaseToken) -> Result<Row, Refusal> {
        guard let row = open[token.eventID] else {
            return .failure(Refusal(outcome: dead[token.eventID] == nil ? .unknown : .expired))
        }
        return row.nonce == token.nonce ? .success(row) : .failure(Refusal(outcome: .expired))
    }

    /// Why a token does not count.
    struct Refusal: Error {
        let outcome: LeaseOutcome
    }

    mutating func kill(_ event: EventID, after attempts: Int, _ reason: String, at now: Timestamp) {
        open[event] = nil
        dead[event] = Dead(attempts: attempts, reason: reason, diedAt: now)
    }
}
