import GRDB
import HeraldModel

/// Finds the events a replay takes.
///
/// `failed` starts from the few failed deliveries, the others from the network's events: both walk along one index, a
/// slice at a time, so that no reader is held for long. What a page finds is checked again by the writer, because
/// deliveries move on in between.
struct ReplaySearch {
    let selection: Replay.Selection
    let network: NetworkID
    let webhook: WebhookID

    /// How many rows of the index one slice looks at.
    static let sliceRows = 50_000
    /// The payload bytes after which a page ends early: payloads may have a mebibyte each.
    static let pageBytes = 4 << 20

    /// One page of a search.
    struct Page {
        /// The events found, oldest first.
        var events: [EventRecord] = []
        /// Everything up to here was looked at.
        var end: EventID
        /// Nothing is left behind `end`.
        var isLast: Bool
    }

    /// Some of the events, by their ids.
    struct Slice {
        /// Exclusive.
        let start: EventID
        /// Nil when it goes to the end of the selection.
        let end: EventID?
    }

    /// SQL with its values.
    struct Query {
        let sql: String
        let values: [SQLValue]
    }

    /// The slice that begins behind `start`, and how many events in it match.
    func count(after start: EventID, in db: Database) throws -> (slice: Slice, matched: Int) {
        let slice = try slice(after: start, in: db)
        guard let query = try query("count(*)", in: slice, db: db) else { return (Slice(start: start, end: nil), 0) }
        let count = try db.prepared(once: query.sql, query.values).first { Int($0.integer(0)) }
        return (slice, count ?? 0)
    }

    /// The newest matching events of a slice, newest first.
    func newest(_ limit: Int, in slice: Slice, db: Database) throws -> [EventRecord] {
        guard let query = try query("e.id", in: slice, tail: "ORDER BY \(order) DESC LIMIT \(limit)", db: db) else {
            return []
        }
        return try records(ids(query, db), in: db)
    }

    /// The next at most `limit` events behind `cursor`.
    func page(after cursor: EventID, limit: Int, in db: Database) throws -> Page {
        let slice = try slice(after: cursor, in: db)
        // One more than asked for tells whether there is more.
        guard let query = try query("e.id", in: slice, tail: "ORDER BY \(order) LIMIT \(limit + 1)", db: db) else {
            let last = EventID(rawValue: max(cursor.rawValue, EventID(firstAt: selection.until).rawValue - 1))
            return Page(end: last, isLast: true)
        }
        let found = try ids(query, db)
        let events = try records(found.prefix(limit), in: db)
        if events.count < found.count, let last = events.last {
            return Page(events: events, end: last.id, isLast: false)
        }
        if let end = slice.end { return Page(events: events, end: end, isLast: false) }
        return Page(events: events, end: events.last?.id ?? cursor, isLast: true)
    }

    /// What is selected in a slice; nil when nothing can match.
    func query(_ columns: String, in slice: Slice, tail: String = "", db: Database) throws -> Query? {
        guard let patterns = try patterns(in: db) else { return nil }
        var condition = range(behind: slice.start)
        if let end = slice.end { condition.require("\(order) <= ?", .integer(end.rawValue)) }
        if selection.status == .failed {
            condition.require("d.status = 4")
            condition.require(
                """
                NOT EXISTS (SELECT 1 FROM deliveries n INDEXED BY deliveries_late
                    WHERE n.late_event_id = d.event_id AND n.webhook_id = d.webhook_id AND n.id > d.id)
                """)
            condition.require("e.network_id = ?", .integer(network.rawValue))
        }
        let payload = try PruneState.hasPayload(db)
        condition.require(payload.term, payload.value)
        try condition.require(typeColumn: "e.type_id", matching: patterns, in: db)
        if selection.status == .neverDelivered {
            let term = EventDeliveries.exist(of: "e.id", where: "d.webhook_id = ? AND d.status <= 3")
            condition.require("NOT \(term)", .integer(webhook.rawValue), .integer(webhook.rawValue))
        }
        return Query(sql: "SELECT \(columns) FROM \(source) WHERE \(condition.sql) \(tail)", values: condition.values)
    }

    /// Finds where a slice ends.
    func sliceQuery(after start: EventID) -> Query {
        let condition = range(behind: start)
        let index = selection.status == .failed ? Self.failures : Self.events
        return Query(
            sql: """
                SELECT \(order) FROM \(index) WHERE \(condition.sql)
                ORDER BY \(order) LIMIT 1 OFFSET \(Self.sliceRows - 1)
                """, values: condition.values)
    }

    private static let failures = "deliveries d INDEXED BY deliveries_unsent_by_event"
    private static let events = "events e INDEXED BY events_by_network"

    private var source: String {
        selection.status == .failed ? "\(Self.failures) CROSS JOIN events e ON e.id = d.event_id" : Self.events
    }

    /// The indexed column that goes with ``source``.
    private var order: String { selection.status == .failed ? "d.event_id" : "e.id" }

    private func range(behind start: EventID) -> SQLCondition {
        var condition = SQLCondition()
        if selection.status == .failed {
            condition.require("d.webhook_id = ?", .integer(webhook.rawValue))
            condition.require("d.status >= 4")
        } else {
            condition.require("e.network_id = ?", .integer(network.rawValue))
        }
        // One lower bound: SQLite searches by the first it sees and would step over the rest row by row.
        let first = max(start.rawValue, EventID(firstAt: selection.since).rawValue - 1)
        condition.require("\(order) > ?", .integer(first))
        condition.require("\(order) < ?", .integer(EventID(firstAt: selection.until).rawValue))
        return condition
    }

    /// The selection's types, or else the webhook's own; nil when it is deleted.
    private func patterns(in db: Database) throws -> [EventPattern]? {
        guard selection.types.isEmpty else { return selection.types }
        let select = try db.prepared("SELECT settings FROM webhooks WHERE id = ? AND deleted_at IS NULL")
        select.bind(webhook.rawValue, at: 1)
        return try select.first { try WebhookRow.events(inSettings: $0.text(0)) }
    }

    private func slice(after start: EventID, in db: Database) throws -> Slice {
        let query = sliceQuery(after: start)
        let end = try db.prepared(once: query.sql, query.values).first { EventID(rawValue: $0.integer(0)) }
        return Slice(start: start, end: end)
    }

    private func ids(_ query: Query, _ db: Database) throws -> [EventID] {
        try db.prepared(once: query.sql, query.values).all { EventID(rawValue: $0.integer(0)) }
    }

    /// Reads events until they are many bytes.
    private func records(_ ids: some Sequence<EventID>, in db: Database) throws -> [EventRecord] {
        let select = try db.prepared("SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ?")
        var records: [EventRecord] = []
        var bytes = 0
        for id in ids where bytes < Self.pageBytes {
            select.bind(id.rawValue, at: 1)
            guard let record = try select.first({ EventRow.record($0) }) else { continue }
            records.append(record)
            bytes += record.payloadBytes
        }
        return records
    }
}
