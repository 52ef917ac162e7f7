import GRDB
import HeraldModel
import Testing

@testable import HeraldSQLite

/// Draining a large backlog must cost the same for every page.
@Suite struct QueryPlanTests {
    @Test(arguments: [OwedRow.owed, OwedRow.owedKeys, OwedRow.due, OwedRow.dueWithoutKey])
    func `a page is one range of one index, without a sort`(sql: String) async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let queue = try DatabaseQueue(path: place.path)
        let plan = try await queue.read { db in
            try String.fetchAll(
                db,
                SQLRequest(
                    sql: "EXPLAIN QUERY PLAN " + sql, arguments: [1, 1], adapter: SuffixRowAdapter(fromIndex: 3)))
        }
        #expect(plan.first?.hasPrefix("SEARCH d USING INDEX deliveries_") == true, "\(plan)")
        #expect(plan.first?.contains(#/webhook_id=\? AND (id>|due_at>\? AND due_at<)\?/#) == true, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test(arguments: Replay.Status.allCases)
    func `preview and pages of a replay are ranges of one index, without a sort`(status: Replay.Status) async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let search = ReplaySearch(
            selection: Replay.Selection(
                since: Timestamp(milliseconds: 1000), until: Timestamp(milliseconds: 9000),
                types: [try #require(EventPattern("*"))], status: status),
            network: NetworkID(rawValue: 1), webhook: WebhookID(rawValue: 2))
        let slice = ReplaySearch.Slice(start: EventID(rawValue: 5), end: EventID(rawValue: 1 << 40))
        let order = status == .failed ? "d.event_id" : "e.id"
        let plans = try await DatabaseQueue(path: place.path).read { db in
            let queries = [
                search.sliceQuery(after: slice.start),
                try #require(try search.query("count(*)", in: slice, db: db)),
                try #require(try search.query("e.id", in: slice, tail: "ORDER BY \(order) LIMIT 513", db: db)),
                try #require(try search.query("e.id", in: slice, tail: "ORDER BY \(order) DESC LIMIT 10", db: db)),
            ]
            return try queries.map { query in
                let anything = StatementArguments(query.values.map { _ in 1 })
                return try String.fetchAll(
                    db,
                    SQLRequest(
                        sql: "EXPLAIN QUERY PLAN " + query.sql, arguments: anything,
                        adapter: SuffixRowAdapter(fromIndex: 3)))
            }
        }
        for plan in plans {
            let first = try #require(plan.first)
            if status == .failed {
                #expect(first.contains("INDEX deliveries_unsent_by_event (webhook_id=? AND event_id>? AND event_id<?)"))
            } else {
                #expect(first == "SEARCH e USING COVERING INDEX events_by_network (network_id=? AND id>? AND id<?)")
            }
            #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
        }
    }

    @Test(arguments: [
        "SELECT \(PruneSearch.isOwed(event: "e.id")) FROM events e WHERE e.id > ? AND e.id < ? ORDER BY e.id LIMIT 500",
        "SELECT \(PruneSearch.isHandedOut(event: "e.id")) FROM events e WHERE e.id > ? AND e.id < ? ORDER BY e.id",
        "DELETE FROM events WHERE id = ? AND NOT \(PruneSearch.isHandedOut(event: "?1"))",
    ])
    func `pruning finds by index whether a consumer was handed an event`(sql: String) async throws {
        let plan = try await plan(of: sql)
        #expect(
            plan.contains("SEARCH consumer_events USING COVERING INDEX consumer_events_by_event (event_id=?)"),
            "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
    }

    @Test func `what consumers need is one row a network, without a sort`() async throws {
        let plan = try await plan(of: PruneSearch.positions)
        #expect(plan == ["SCAN consumers USING INDEX sqlite_autoindex_consumers_1"], "\(plan)")
    }

    @Test(arguments: [
        (OwedRow.since, "SEARCH deliveries USING INDEX deliveries_owed (webhook_id=?)"),
        (
            "SELECT minute, events FROM accepted WHERE network_id = ? AND minute >= ? ORDER BY minute",
            "SEARCH accepted USING PRIMARY KEY (network_id=? AND minute>?)"
        ),
    ])
    func `an overview's figures are ranges of an index`(sql: String, expected: String) async throws {
        #expect(try await plan(of: sql) == [expected])
    }

    private func plan(of sql: String) async throws -> [String] {
        let place = try TemporaryStore()
        try await place.open().close()
        return try await DatabaseQueue(path: place.path).read { db in
            // A number names the same value again.
            let count = sql.count { $0 == "?" } - sql.ranges(of: "?1").count
            let anything = StatementArguments(Array(repeating: 1, count: count))
            return try String.fetchAll(
                db,
                SQLRequest(
                    sql: "EXPLAIN QUERY PLAN " + sql, arguments: anything, adapter: SuffixRowAdapter(fromIndex: 3)))
        }
    }

    @Test(arguments: [
        (LeaseSearch.open, "SEARCH consumer_events USING PRIMARY KEY (consumer_id=?)"),
        (LeaseSearch.unread, "SEARCH events USING COVERING INDEX events_by_network (network_id=? AND id>?)"),
    ])
    func `a lease reads one range of one index, without a sort`(sql: String, expected: String) async throws {
        let place = try TemporaryStore()
        try await place.open().close()
        let plan = try await DatabaseQueue(path: place.path).read { db in
            let anything = StatementArguments(Array(repeating: 1, count: sql.count { $0 == "?" }))
            return try String.fetchAll(
                db,
                SQLRequest(
                    sql: "EXPLAIN QUERY PLAN " + sql, arguments: anything, adapter: SuffixRowAdapter(fromIndex: 3)))
        }
        #expect(plan == [expected])
    }
}
