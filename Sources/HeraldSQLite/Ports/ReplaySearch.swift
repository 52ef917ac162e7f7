import GRDB
import HeraldModel

/// Finds the events a replay takes.
///
/// `failed` starts from the few failed deliveries, the others from the network's events. What a page finds is checked
/// again by the writer, because deliveries move on in between.
struct ReplaySearch {
    let selection: Replay.Selection
    let network: NetworkID
    let webhook: WebhookID

    /// How many events one page looks at, so that a rare type does not hold a reader for long.
    static let pageScan = 50_000

    /// One page of a search.
    struct Page {
        /// The events found, oldest first.
        var events: [EventRecord] = []
        /// Everything up to here was looked at.
        var end: EventID
        /// Nothing is left behind `end`.
        var isLast: Bool
    }

    /// How many events match, and the newest few.
    func preview(sample: Int, in db: Database) throws -> (matched: Int, sample: [EventRecord]) {
        guard let condition = try condition(after: nil, upTo: nil, in: db) else { return (0, []) }
        let count = try db.prepared(
            once: "SELECT count(*) FROM \(source) WHERE \(condition.sql)", condition.values
        ).first { Int($0.integer(0)) }
        let newest = try db.prepared(
            once: "SELECT e.id FROM \(source) WHERE \(condition.sql) ORDER BY \(order) DESC LIMIT \(max(0, sample))",
            condition.values
        ).all { EventID(rawValue: $0.integer(0)) }
        return (count ?? 0, try records(newest, in: db))
    }

    /// The next at most `limit` events behind `cursor`.
    func page(after cursor: EventID, limit: Int, in db: Database) throws -> Page {
        let end = try scanEnd(after: cursor, in: db)
        let last = EventID(rawValue: max(cursor.rawValue, EventID(firstAt: selection.until).rawValue - 1))
        guard let condition = try condition(after: cursor, upTo: end, in: db) else {
            return Page(end: last, isLast: true)
        }
        // One more than asked for tells whether there is more.
        let found = try db.prepared(
            once: "SELECT e.id FROM \(source) WHERE \(condition.sql) ORDER BY \(order) LIMIT \(limit + 1)",
            condition.values
        ).all { EventID(rawValue: $0.integer(0)) }
        let taken = Array(found.prefix(limit))
        let events = try records(taken, in: db)
        if found.count > limit, let lastTaken = taken.last {
            return Page(events: events, end: lastTaken, isLast: false)
        }
        if let end { return Page(events: events, end: end, isLast: false) }
        return Page(events: events, end: taken.last ?? cursor, isLast: true)
    }

    private var source: String {
        switch selection.status {
        case .failed: "deliveries d INDEXED BY deliveries_unsent_by_event CROSS JOIN events e ON e.id = d.event_id"
        case .all, .neverDelivered: "events e INDEXED BY events_by_network"
        }
    }

    /// The indexed column that goes with ``source``.
    private var order: String { selection.status == .failed ? "d.event_id" : "e.id" }

    /// Nil when no type matches.
    private func condition(after cursor: EventID?, upTo end: EventID?, in db: Database) throws -> SQLCondition? {
        guard let patterns = try patterns(in: db) else { return nil }
        var condition = SQLCondition()
        if selection.status == .failed {
            condition.require("d.webhook_id = ?", .integer(webhook.rawValue))
            condition.require("d.status >= 4 AND d.status = 4")
            condition.require(
                """
                NOT EXISTS (SELECT 1 FROM deliveries n
                    WHERE n.event_id = d.event_id AND n.webhook_id = d.webhook_id AND n.id > d.id)
                """)
        }
        condition.require("e.network_id = ?", .integer(network.rawValue))
        let payload = try PruneState.hasPayload(db)
        condition.require(payload.term, payload.value)
        condition.require(order, of: EventID.self, since: selection.since, until: selection.until)
        if let cursor { condition.require("\(order) > ?", .integer(cursor.rawValue)) }
        if let end { condition.require("\(order) <= ?", .integer(end.rawValue)) }
        try condition.require(typeColumn: "e.type_id", matching: patterns, in: db)
        if selection.status == .neverDelivered {
            condition.require(
                """
                NOT EXISTS (SELECT 1 FROM deliveries d
                    WHERE d.event_id = e.id AND d.webhook_id = ? AND d.status <= 3)
                """, .integer(webhook.rawValue))
        }
        return condition
    }

    /// The selection's types, or else the webhook's own; nil when it is deleted.
    private func patterns(in db: Database) throws -> [EventPattern]? {
        guard selection.types.isEmpty else { return selection.types }
        let select = try db.prepared("SELECT settings FROM webhooks WHERE id = ? AND deleted_at IS NULL")
        select.bind(webhook.rawValue, at: 1)
        return try select.first { try WebhookRow.events(inSettings: $0.text(0)) }
    }

    /// Where a page over the network's events ends; nil when it may go to the end of the selection.
    private func scanEnd(after cursor: EventID, in db: Database) throws -> EventID? {
        guard selection.status != .failed else { return nil }
        var condition = SQLCondition()
        condition.require("network_id = ?", .integer(network.rawValue))
        condition.require("id", of: EventID.self, since: selection.since, until: selection.until)
        condition.require("id > ?", .integer(cursor.rawValue))
        return try db.prepared(
            once: """
                SELECT id FROM events INDEXED BY events_by_network WHERE \(condition.sql)
                ORDER BY id LIMIT 1 OFFSET \(Self.pageScan - 1)
                """, condition.values
        ).first { EventID(rawValue: $0.integer(0)) }
    }

    private func records(_ ids: [EventID], in db: Database) throws -> [EventRecord] {
        let select = try db.prepared("SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ?")
        return try ids.compactMap { id in
            select.bind(id.rawValue, at: 1)
            return try select.first { EventRow.record($0) }
        }
    }
}
