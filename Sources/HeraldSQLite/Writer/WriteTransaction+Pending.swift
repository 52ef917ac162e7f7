import HeraldModel
import HeraldStore

/// Accepted rows that are not in the tables yet, so that many go in with one statement.
struct PendingRows {
    var events: [Event] = []
    /// Those that came in by a source.
    var receivedEvents: [Event] = []
    var deliveries: [OwedDelivery] = []

    typealias Event = (record: EventRecord, type: Int64)

    var isEmpty: Bool { events.isEmpty && receivedEvents.isEmpty }
}

extension WriteTransaction {
    /// Inserts what is pending. Whoever reads events or deliveries in the transaction must call this first, and so must
    /// its end.
    func insertPending() throws {
        guard !pending.isEmpty else { return }
        let rows = pending
        pending = PendingRows()
        try hot.insertEvents.run(rows.events) { Self.bind($0, to: $1, from: $2) }
        try hot.insertReceivedEvents.run(rows.receivedEvents) { row, statement, first in
            Self.bind(row, to: statement, from: first)
            statement.bind(row.record.received.map(ReceivedCoding.encode), at: first + 9)
        }
        try hot.insertDeliveries.run(rows.deliveries) { delivery, statement, first in
            statement.bind(delivery.id.rawValue, at: first)
            statement.bind(delivery.event.id.rawValue, at: first + 1)
            statement.bind(delivery.webhookID.rawValue, at: first + 2)
            statement.bind(delivery.event.payloadBytes, at: first + 3)
        }
    }

    /// Adds what was accepted to the counts: once for each network, at the end of the transaction.
    func countAccepted() throws {
        for (network, events) in accepted {
            hot.countAccepted.bind(network.rawValue, at: 1)
            hot.countAccepted.bind(time.milliseconds / 60_000, at: 2)
            hot.countAccepted.bind(events, at: 3)
            try hot.countAccepted.run()
        }
    }

    private static func bind(_ row: PendingRows.Event, to statement: SQLStatement, from first: Int32) {
        let (event, type) = row
        statement.bind(event.id.rawValue, at: first)
        statement.bind(event.networkID.rawValue, at: first + 1)
        statement.bind(type, at: first + 2)
        statement.bind(event.occurredAt.milliseconds, at: first + 3)
        statement.bind(event.orderingKey, at: first + 4)
        statement.bind(event.externalID, at: first + 5)
        statement.bind(event.notice, at: first + 6)
        statement.bind(event.requestInfo, at: first + 7)
        statement.bind(event.data, at: first + 8)
    }
}
