import Foundation
import GRDB
import HeraldModel
import HeraldStore

/// Walks through a network's events and keeps those that a query wants.
///
/// Ids and types stand in the index, so only an event whose type is wanted is read from the table, and its payload only
/// when a text is looked for.
struct EventSearch {
    private let db: Database
    private let walk: SQLStatement
    private let text: [UInt8]?
    private let limit: Int

    init(_ db: Database, network: NetworkID, _ query: EventQuery) throws {
        self.db = db
        text = query.text.map { Array($0.utf8) }
        limit = query.limit
        let (sql, values) = try Self.walk(db, network: network, query)
        walk = try db.prepared(once: sql, values)
    }

    /// What visits every event of the range with an id and, if all but the text matches, something that is not NULL.
    static func walk(_ db: Database, network: NetworkID, _ query: EventQuery) throws -> (sql: String, [SQLValue]) {
        var wanted = SQLCondition()
        if !query.types.isEmpty { try wanted.require(typeColumn: "e.type_id", matching: query.types, in: db) }
        if let key = query.orderingKey { wanted.require("e.ordering_key = ?", .text(key)) }
        var range = SQLCondition()
        range.require("e.network_id = ?", .integer(network.rawValue))
        range.require("e.id", of: EventID.self, since: query.since, until: query.until)
        if let before = query.before { range.require("e.id < ?", .integer(before.rawValue)) }
        if let after = query.after { range.require("e.id > ?", .integer(after.rawValue)) }
        // CASE, unlike AND, does not look at what it need not.
        let value = query.text == nil ? "1" : "e.data"
        let terms = wanted.lazily(value)
        let sql = """
            SELECT e.id, \(terms) FROM events e INDEXED BY events_by_network
            WHERE \(range.sql) ORDER BY e.id \(query.after == nil ? "DESC" : "ASC")
            """
        return (sql, wanted.values + range.values)
    }

    func run(within bound: SearchBound) throws -> SearchPage<EventRecord, EventID> {
        var budget = SearchBudget(bound)
        var ids: [Int64] = []
        var end: EventID?
        try walk.eachRow(until: { ids.count >= limit || end != nil }) { row in
            if matches(row) { ids.append(row.integer(0)) }
            budget.countRow()
            if budget.isSpent, ids.count < limit { end = EventID(rawValue: row.integer(0)) }
        }
        let select = try db.prepared("SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ?")
        let events = try ids.compactMap { id in
            select.bind(id, at: 1)
            return try select.first { EventRow.record($0) }
        }
        return SearchPage(events, end: end)
    }

    private func matches(_ row: SQLStatement) -> Bool {
        guard let text else { return !row.isNull(1) }
        return row.withBytes(1) { data in text.withUnsafeBytes { Self.contains($0, in: data) } } ?? false
    }

    private static func contains(_ text: UnsafeRawBufferPointer, in data: UnsafeRawBufferPointer) -> Bool {
        guard let wanted = text.baseAddress, let first = text.first else { return true }
        var rest = data[...]
        while rest.count >= text.count, let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress,
            let hit = memchr(start, Int32(first), rest.count - text.count + 1)
        {
            if memcmp(hit, wanted, text.count) == 0 { return true }
            rest = rest.dropFirst(start.distance(to: hit) + 1)
        }
        return false
    }
}
