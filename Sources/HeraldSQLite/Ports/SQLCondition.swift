import GRDB
import HeraldModel

/// Conditions that must all hold, with their values: SQL text never contains one.
struct SQLCondition {
    private var terms: [String] = []
    private(set) var values: [SQLValue] = []

    var sql: String { terms.isEmpty ? "1" : terms.joined(separator: " AND ") }

    /// An expression that is `value` where all hold, and else NULL. The terms are looked at one after the other, and
    /// what a failed one makes superfluous is not read.
    func lazily(_ value: String) -> String {
        terms.reversed().reduce(value) { "CASE WHEN \($1) THEN \($0) END" }
    }

    mutating func require(_ term: String, _ newValues: SQLValue...) {
        terms.append(term)
        values += newValues
    }

    /// Limits ids to those made within a time range.
    mutating func require<ID: Identifier>(
        _ column: String, of type: ID.Type, since: Timestamp?, until: Timestamp?
    ) {
        if let since { require("\(column) >= ?", .integer(ID(firstAt: since).rawValue)) }
        if let until { require("\(column) < ?", .integer(ID(firstAt: until).rawValue)) }
    }

    /// Limits an interned type to those that match one of `patterns`. Comparing ids spares the rows' type names.
    mutating func require(typeColumn column: String, matching patterns: [EventPattern], in db: Database) throws {
        var ids: [String] = []
        try db.prepared("SELECT id, name FROM types").eachRow { row in
            let name = row.text(1)
            if patterns.contains(where: { $0.matches(name) }) { ids.append(String(row.integer(0))) }
        }
        // SQLite takes an empty list for a contradiction and then refuses the index a query names.
        require("\(column) IN (\(ids.isEmpty ? "-1" : ids.joined(separator: ", ")))")
    }
}
