import Foundation
import GRDB
import HeraldModel
public import HeraldStore
import Synchronization

extension SQLiteStore {
    /// Searches on a reader, then lets go on the writer what is still as it was found.
    public func prune(_ bounds: RetentionBounds) async throws -> PruneStep {
        let tasks = PruneTask.all(after: lastPruned.withLock { $0 })
        let now = now()
        let (plan, isOverSize) = try await read { try Self.plan(bounds, tasks, at: now, in: $0) }
        guard let plan else {
            var step = PruneStep()
            step.isLast = true
            step.isOverSize = isOverSize
            return step
        }
        if case .task(let task, _) = plan.work { lastPruned.withLock { $0 = task } }
        return try await writer.writeInBackground { try $0.prune(plan) }
    }

    private static func plan(
        _ bounds: RetentionBounds, _ tasks: [PruneTask], at now: Timestamp, in db: Database
    ) throws -> (PrunePlan?, isOverSize: Bool) {
        let search = try PruneSearch(db, bounds, at: now)
        for task in tasks {
            if let plan = try search.plan(task) { return (plan, false) }
        }
        if let plan = startOver(bounds, search.state, at: now) { return (plan, false) }
        guard let limit = bounds.maxBytes, try PageCounts(db).usedBytes > limit else { return (nil, false) }
        return (try search.raisedSizeBound(), true)
    }

    /// How long what was stepped over is left alone, at most.
    private static let longestBreak: Int64 = 3_600_000

    private static func startOver(_ bounds: RetentionBounds, _ state: PruneState, at now: Timestamp) -> PrunePlan? {
        let hasPosition = PruneTask.allCases.contains { $0.isRepeated && state[$0] > PrunePosition(id: 0) }
        guard hasPosition else { return nil }
        let pause = min(longestBreak, bounds.shortestAge(at: now) ?? longestBreak)
        guard now.milliseconds - state[.startedOver] >= pause else { return nil }
        return PrunePlan(work: .startOver, end: PrunePosition(id: now.milliseconds))
    }

    public func usage() async throws -> StoreUsage {
        let owed = backlogCount.total
        let log = pool.path + "-wal"
        return try await read { db in
            let pages = try PageCounts(db)
            var usage = StoreUsage()
            usage.usedBytes = pages.usedBytes
            usage.freeBytes = pages.freeBytes
            usage.logBytes = FileSize.of(log)
            usage.owed = owed
            let time = { (sql: String) in
                try db.prepared(sql).first { $0.optionalInteger(0) }.flatMap(\.self)
                    .map { EventID(rawValue: $0).timestamp }
            }
            usage.oldestEvent = try time("SELECT min(id) FROM events")
            usage.oldestDelivery = try time("SELECT min(id) FROM deliveries")
            let kept = try time("SELECT min(event_id) FROM kept_payloads")
            let next = try time(
                """
                SELECT min(id) FROM events
                WHERE id > ifnull((SELECT position FROM pruning WHERE task = 'payloads'), 0)
                """)
            usage.oldestPayload = [kept, next].compactMap(\.self).min()
            return usage
        }
    }
}

/// How many pages a database has.
private struct PageCounts {
    let usedBytes: Int
    let freeBytes: Int

    init(_ db: Database) throws {
        let count = { (name: String) in try db.prepared("PRAGMA \(name)").first { Int($0.integer(0)) } ?? 0 }
        let size = try count("page_size")
        let free = try count("freelist_count")
        usedBytes = (try count("page_count") - free) * size
        freeBytes = free * size
    }
}
