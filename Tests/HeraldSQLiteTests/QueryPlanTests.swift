import GRDB
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
}
