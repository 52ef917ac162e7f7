import GRDB
import HeraldModel
import HeraldStore

/// Walks through the deliveries of a network's webhooks, newest first, and keeps those that a query wants.
///
/// Each webhook has an index in the list's order; the walk takes a few rows at a time of the webhook that is the least
/// far back, so that all of them get equally far, and nothing is read that the page does not need.
struct DeliverySearch {
    private let walk: SQLStatement
    private let limit: Int
    private let since: Int64
    /// What is searched lies below this id.
    private let start: Int64
    private var lanes: [Lane]

    /// One webhook's deliveries.
    private struct Lane {
        let webhook: Int64
        /// What lies at or above this id was looked at.
        var position: Int64
        /// How many rows to take next.
        var stride = 16
    }

    private static let longestStride = 512

    init(_ db: Database, network: NetworkID, _ query: DeliveryQuery, _ wanted: SQLCondition) throws {
        let before = [query.before?.rawValue, query.until.map { DeliveryID(firstAt: $0).rawValue }]
        let start = before.compactMap(\.self).min() ?? .max
        self.start = start
        since = query.since.map { DeliveryID(firstAt: $0).rawValue } ?? 0
        limit = query.limit
        walk = try db.prepared(once: Self.walk(query.index, wanted))
        var owned = SQLCondition()
        owned.require("network_id = ?", .integer(network.rawValue))
        if let webhook = query.webhook { owned.require("id = ?", .integer(webhook.rawValue)) }
        lanes = try db.prepared(once: "SELECT id FROM webhooks WHERE \(owned.sql)", owned.values)
            .all { Lane(webhook: $0.integer(0), position: start) }
    }

    /// What visits a webhook's deliveries between two ids, some at a time.
    static func walk(_ index: DeliveryIndex, _ wanted: SQLCondition) -> String {
        """
        SELECT d.id, \(wanted.lazily("1")) FROM deliveries d INDEXED BY \(index.name)
        WHERE d.webhook_id = ?1\(index.term.map { " AND " + $0 } ?? "") AND d.id < ?2 AND d.id >= ?3
        ORDER BY d.id DESC LIMIT ?4
        """
    }

    mutating func run(within bound: SearchBound) throws -> SearchPage<Int64, DeliveryID> {
        var budget = SearchBudget(bound)
        var found: [Int64] = []
        while let place = lanes.indices.max(by: { lanes[$0].position < lanes[$1].position }) {
            let position = lanes[place].position
            if found.count >= limit, found[limit - 1] >= position { break }
            // Every webhook is looked at once, or the search would not get anywhere.
            if budget.isSpent, position < start {
                return SearchPage(found.filter { $0 >= position }, end: DeliveryID(rawValue: position))
            }
            try look(at: place, &budget, &found)
        }
        return SearchPage(Array(found.prefix(limit)))
    }

    /// Takes the next rows of a webhook.
    private mutating func look(at place: Int, _ budget: inout SearchBudget, _ found: inout [Int64]) throws {
        let stride = lanes[place].stride
        walk.bind(lanes[place].webhook, at: 1)
        walk.bind(lanes[place].position, at: 2)
        walk.bind(since, at: 3)
        walk.bind(stride, at: 4)
        var rows = 0
        let known = found.count
        try walk.eachRow(until: { rows > 0 && budget.isSpent }) { row in
            rows += 1
            lanes[place].position = row.integer(0)
            if !row.isNull(1) { found.append(row.integer(0)) }
            budget.countRow()
        }
        lanes[place].stride = min(Self.longestStride, stride * 2)
        if rows < stride, !(rows > 0 && budget.isSpent) { lanes.remove(at: place) }
        guard found.count > known else { return }
        found.sort(by: >)
        found.removeSubrange(min(limit, found.count)...)
    }
}

/// Which index of `deliveries` finds what a list asks for.
struct DeliveryIndex {
    let name: String
    /// The index's own condition, which SQLite wants to see in the query.
    let term: String?
}

extension DeliveryQuery {
    /// The smallest index that holds all wanted statuses: a few failures must be found among millions of successes.
    fileprivate var index: DeliveryIndex {
        if !statuses.isEmpty, statuses.allSatisfy(\.isOwed) {
            DeliveryIndex(name: "deliveries_owed", term: "d.status <= 2")
        } else if !statuses.isEmpty, statuses.allSatisfy({ $0.rawValue >= 4 }) {
            DeliveryIndex(name: "deliveries_unsent", term: "d.status >= 4")
        } else {
            DeliveryIndex(name: "deliveries_by_webhook", term: nil)
        }
    }
}
