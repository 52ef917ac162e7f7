import HeraldModel

/// How an event's columns are selected and read. Queries name `events` e and `types` t.
enum EventRow {
    static let columns = """
        e.id, e.network_id, t.name, e.occurred_at, e.ordering_key, e.external_id, e.notice, e.request_info, e.data,
        e.received
        """

    /// `CROSS JOIN` keeps SQLite from turning the loops around.
    static let source = "events e CROSS JOIN types t ON t.id = e.type_id"

    /// Reads the columns from `first` on.
    static func record(_ row: SQLStatement, from first: Int32 = 0) -> EventRecord {
        EventRecord(
            id: EventID(rawValue: row.integer(first)), networkID: NetworkID(rawValue: row.integer(first + 1)),
            type: row.text(first + 2), data: row.bytes(first + 8), externalID: row.optionalText(first + 5),
            orderingKey: row.optionalText(first + 4), occurredAt: Timestamp(milliseconds: row.integer(first + 3)),
            requestInfo: row.optionalBytes(first + 7), notice: row.optionalText(first + 6),
            received: row.withBytes(first + 9, ReceivedCoding.decode) ?? nil)
    }
}
