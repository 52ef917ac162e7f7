import GRDB
import HeraldStore

extension WriteTransaction {
    /// How long one step may keep the writer from others' calls.
    private static let patience: Duration = .milliseconds(5)

    /// Carries out a plan, or the part of it there is time for.
    func prune(_ plan: PrunePlan) throws -> PruneStep {
        let clock = ContinuousClock()
        let start = clock.now
        var step = PruneStep()
        switch plan.work {
        case .raiseSizeBound:
            try save(plan.end, as: PruneState.Mark.sizeBound.rawValue)
        case .startOver:
            for task in PruneTask.allCases where task.isRepeated { try save(PrunePosition(id: 0), as: task.rawValue) }
            try save(plan.end, as: PruneState.Mark.startedOver.rawValue)
        case .task(let task, let attemptsBefore):
            var end = plan.end
            for (index, item) in plan.items.enumerated() {
                try letGo(item, of: task, attemptsBefore: attemptsBefore, in: &step)
                if index % 16 == 15, start.duration(to: clock.now) > Self.patience {
                    end = item.position
                    break
                }
            }
            try save(end, as: task.rawValue)
        }
        step.duration = start.duration(to: clock.now)
        return step
    }

    /// Lets a row go unless it is owed by now.
    private func letGo(
        _ item: PrunePlan.Item, of task: PruneTask, attemptsBefore: Int64, in step: inout PruneStep
    ) throws {
        let id = item.position.id
        switch task {
        case .deliveries:
            guard try run("DELETE FROM deliveries WHERE id = ? AND status > 2", id) > 0 else { return }
            step.deliveries += 1
            step.attempts += try run("DELETE FROM attempts WHERE delivery_id = ?", id)
        case .events:
            let isGone = try run(
                """
                DELETE FROM events WHERE id = ?1 AND NOT \(EventDeliveries.exist(of: "?1"))
                    AND NOT \(PruneSearch.isHandedOut(event: "?1"))
                """, id)
            guard isGone > 0 else { return }
            step.events += 1
            _ = try run("DELETE FROM consumer_dead WHERE event_id = ?", id)
        case .externalIDs:
            _ = try run(
                "DELETE FROM external_ids WHERE bucket = ? AND hash = ? AND event_id = ?", id, item.position.part,
                item.event)
        case .attempts:
            step.attempts += try run(
                """
                DELETE FROM attempts WHERE delivery_id = ?1 AND started_at < ?2
                    AND NOT EXISTS (SELECT 1 FROM deliveries WHERE id = ?1 AND status <= 2)
                """, id, attemptsBefore)
        case .payloads:
            let isCleared = try !item.isKept && clearPayload(of: id)
            if isCleared { step.payloads += 1 } else { try keepPayload(of: id) }
        case .keptPayloads:
            if try clearPayload(of: id) { step.payloads += 1 }
            _ = try run(
                """
                DELETE FROM kept_payloads WHERE event_id = ?1
                    AND NOT EXISTS (SELECT 1 FROM events WHERE id = ?1 AND length(data) > 0)
                """, id)
        }
    }

    /// Setting the id, to itself, makes SQLite delete the row and insert it again, and so merge pages; shrinking a row
    /// in place would leave every page where it is, nearly empty.
    private func clearPayload(of event: Int64) throws -> Bool {
        try run(
            """
            UPDATE events SET id = id, request_info = NULL, data = x'', received = NULL WHERE id = ?1
                AND NOT \(PruneSearch.isOwed(event: "?1"))
            """, event) > 0
    }

    private func keepPayload(of event: Int64) throws {
        _ = try run("INSERT OR IGNORE INTO kept_payloads (event_id) VALUES (?)", event)
    }

    private func save(_ position: PrunePosition, as name: String) throws {
        let statement = try db.prepared("INSERT OR REPLACE INTO pruning (task, position, part) VALUES (?, ?, ?)")
        statement.bind(name, at: 1)
        statement.bind(position.id, at: 2)
        statement.bind(position.part, at: 3)
        try statement.run()
    }

    /// - Returns: how many rows changed.
    private func run(_ sql: String, _ values: Int64...) throws -> Int {
        let statement = try db.prepared(sql)
        for (offset, value) in values.enumerated() { statement.bind(value, at: Int32(offset + 1)) }
        try statement.run()
        return statement.changes
    }
}
