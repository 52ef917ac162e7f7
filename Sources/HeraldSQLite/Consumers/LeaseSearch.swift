import GRDB
import HeraldModel
import HeraldStore

/// Finds what a consumer can be handed, on a reader, so that the writer only writes.
struct LeaseSearch {
    let db: Database
    let row: ConsumerRow
    let order: LeaseOrder
    let now: Timestamp
    let accepts: @Sendable (EventRecord) -> Bool

    static let open = """
        SELECT event_id, nonce, visible_at, attempts, key FROM consumer_events WHERE consumer_id = ? ORDER BY event_id
        """
    static let unread = """
        SELECT id, type_id FROM events INDEXED BY events_by_network WHERE network_id = ? AND id > ? ORDER BY id LIMIT ?
        """

    func plan() throws -> LeasePlan {
        var plan = LeasePlan(
            row: row, leaseMilliseconds: order.leaseMilliseconds ?? row.consumer.leaseMilliseconds, end: row.position)
        var planner = LeasePlanner(row.consumer, order, at: now)
        try judgeOpen(&planner, &plan)
        try look(&planner, &plan)
        plan.isMore = plan.isMore || planner.isLeftOver || planner.isUnblocking
        plan.nextVisibleAt = planner.nextVisibleAt
        return plan
    }

    /// At most `maxOutstanding` rows, so all are read: the keys they hold and the next end of a wait are among them.
    private func judgeOpen(_ planner: inout LeasePlanner, _ plan: inout LeasePlan) throws {
        let select = try db.prepared(Self.open)
        select.bind(row.id, at: 1)
        let rows = try select.all { row in
            LeasePlan.OpenRow(
                event: row.integer(0), nonce: row.optionalInteger(1), visibleAt: row.integer(2),
                attempts: Int(row.integer(3)), key: row.optionalInteger(4))
        }
        for open in rows {
            let verdict = planner.judge(
                isLeased: open.nonce != nil, visibleAt: Timestamp(milliseconds: open.visibleAt),
                attempts: open.attempts, key: open.key)
            switch verdict {
            case .stay: break
            case .die: plan.dying.append(open)
            case .lease:
                guard let event = try event(open.event), event.hasPayload else {
                    plan.lost.append(open)
                    continue
                }
                planner.count(bytes: event.data.count)
                plan.again.append((open, event))
            }
        }
    }

    /// Goes through the log behind the position.
    private func look(_ planner: inout LeasePlanner, _ plan: inout LeasePlan) throws {
        guard planner.takesNew else {
            // The next lease finds out whether there is more.
            plan.isMore = !planner.hasWish
            return
        }
        let select = try db.prepared(Self.unread)
        select.bind(row.consumer.networkID.rawValue, at: 1)
        select.bind(row.position.rawValue, at: 2)
        select.bind(order.maxRows + 1, at: 3)
        let rows = try select.all { (id: $0.integer(0), type: $0.integer(1)) }
        var wanted: [Int64: Bool] = [:]
        for (looked, found) in rows.enumerated() {
            guard planner.takesNew, looked < order.maxRows else {
                plan.isMore = planner.takesNew || !planner.hasWish
                return
            }
            plan.end = EventID(rawValue: found.id)
            let isWanted = try wanted[found.type] ?? self.isWanted(found.type)
            wanted[found.type] = isWanted
            guard isWanted, let event = try event(found.id) else { continue }
            guard event.hasPayload else {
                plan.expired += 1
                continue
            }
            guard accepts(event) else { continue }
            let key = LeasePlanner.hash(ofKey: event.orderingKey)
            plan.fresh.append((event, key, planner.take(key: key, bytes: event.data.count)))
        }
    }

    private func isWanted(_ type: Int64) throws -> Bool {
        let select = try db.prepared("SELECT name FROM types WHERE id = ?")
        select.bind(type, at: 1)
        return try select.first { row.consumer.wants(type: $0.text(0)) } ?? false
    }

    private func event(_ id: Int64) throws -> EventRecord? {
        let select = try db.prepared("SELECT \(EventRow.columns) FROM \(EventRow.source) WHERE e.id = ?")
        select.bind(id, at: 1)
        return try select.first { EventRow.record($0) }
    }
}
