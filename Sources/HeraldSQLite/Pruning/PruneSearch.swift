import GRDB
import HeraldModel
import HeraldStore

/// Finds what the next step may let go, on a reader, so that the writer only deletes.
struct PruneSearch {
    let db: Database
    let state: PruneState
    let bounds: PruneBounds
    /// Events before this one do not count as duplicates any more.
    let rememberedFrom: Int64
    /// What running replays may still take.
    let needs: [ReplayNeed]
    /// What consumers have not looked at yet.
    let consumers: ConsumerNeed

    /// The most one step lets go.
    static let stepRows = 500
    /// How much is looked at in one query, and in one step, while nothing is found that may go.
    static let pageRows = 5000
    static let pages = 10

    init(_ db: Database, _ bounds: RetentionBounds, at now: Timestamp) throws {
        self.db = db
        state = try PruneState(db)
        self.bounds = PruneBounds(bounds, sizeBound: state[.sizeBound])
        rememberedFrom =
            try db.prepared("SELECT value FROM meta WHERE key = 'remembered_from'").first { $0.integer(0) } ?? 0
        needs = try db.prepared("SELECT \(ReplayRow.columns) FROM replays WHERE state = 'running'")
            .all { ReplayNeed(try ReplayRow.replay($0)) }
        consumers = try Self.need(of: db, at: now)
    }

    /// The lowest position of each network's consumers that still hold the log: one row a network, since this is read
    /// before every step.
    static let positions = """
        SELECT network_id, min(position) FROM consumers
        WHERE last_lease_at + ifnull(json_extract(settings, '$.holdMs'), ?) > ? GROUP BY network_id
        """

    private static func need(of db: Database, at now: Timestamp) throws -> ConsumerNeed {
        let select = try db.prepared(positions)
        select.bind(Consumer.usualHoldMilliseconds, at: 1)
        select.bind(now.milliseconds, at: 2)
        var lowest: [NetworkID: EventID] = [:]
        try select.eachRow { row in
            lowest[NetworkID(rawValue: row.integer(0))] = EventID(rawValue: row.integer(1))
        }
        return ConsumerNeed(lowest)
    }

    /// The next step of a task; nil when it has nothing to do.
    func plan(_ task: PruneTask) throws -> PrunePlan? {
        let start = state[task]
        var end = start
        for _ in 0..<Self.pages {
            let page = try page(of: task, after: end)
            guard let last = page.last else { break }
            end = last.position
            var doomed = page.filter(\.isFound).map { row in
                PrunePlan.Item(position: row.position, event: row.event, isKept: row.isKept)
            }
            if doomed.count > Self.stepRows {
                doomed.removeSubrange(Self.stepRows...)
                end = doomed[Self.stepRows - 1].position
            }
            if !doomed.isEmpty {
                return PrunePlan(work: .task(task, attemptsBefore: bounds.attemptsStart), items: doomed, end: end)
            }
        }
        guard end > start else { return nil }
        return PrunePlan(work: .task(task, attemptsBefore: bounds.attemptsStart), end: end)
    }

    /// Where the size limit's bound goes next; nil when it is behind everything.
    func raisedSizeBound() throws -> PrunePlan? {
        let bound = state[.sizeBound]
        let select = try db.prepared("SELECT id FROM events WHERE id >= ? ORDER BY id LIMIT 1 OFFSET \(Self.stepRows)")
        select.bind(bound, at: 1)
        let next =
            try select.first { $0.integer(0) } ?? ["events", "deliveries"].map { table in
                try db.prepared("SELECT max(id) FROM \(table)").first { $0.integer(0) } ?? 0
            }.reduce(0, max) + 1
        return next > bound ? PrunePlan(work: .raiseSizeBound, end: PrunePosition(id: next)) : nil
    }

    /// Up to where a task is done, so that those that depend on it do not run ahead: events go after their deliveries,
    /// external ids after their events.
    private func reached(_ task: PruneTask, in table: String) throws -> Int64 {
        let next = try db.prepared("SELECT 1 FROM \(table) WHERE id > ? AND id < ? LIMIT 1")
        next.bind(state[task].id, at: 1)
        next.bind(bounds.deliveries.bound, at: 2)
        return try next.first { _ in true } == true ? state[task].id : bounds.deliveries.bound
    }

    /// A row that was looked at.
    private struct Row {
        let position: PrunePosition
        var event: Int64 = 0
        var isFound: Bool
        var isKept = false
    }

    private func page(of task: PruneTask, after start: PrunePosition) throws -> [Row] {
        switch task {
        case .deliveries: try deliveries(after: start)
        case .events: try events(after: start)
        case .externalIDs: try externalIDs(after: start)
        case .attempts: try attempts(after: start)
        case .payloads: try payloads(after: start)
        case .keptPayloads: try keptPayloads(after: start)
        }
    }

    private func deliveries(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT id, status, webhook_id, event_id FROM deliveries WHERE id > ? AND id < ?
            ORDER BY id LIMIT \(Self.pageRows)
            """)
        select.bind(start.id, at: 1)
        select.bind(bounds.deliveries.bound, at: 2)
        return try select.all { row in
            let id = row.integer(0)
            let (webhook, event) = (WebhookID(rawValue: row.integer(2)), EventID(rawValue: row.integer(3)))
            let isNeeded = id >= bounds.deliveries.age && needs.contains { $0.covers(webhook, event) }
            return Row(position: PrunePosition(id: id), isFound: row.integer(1) > 2 && !isNeeded)
        }
    }

    private func events(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT id, network_id, external_id IS NOT NULL,
                \(EventDeliveries.exist(of: "events.id")) OR \(Self.isHandedOut(event: "events.id"))
            FROM events WHERE id > ? AND id < ? ORDER BY id LIMIT \(Self.pageRows)
            """)
        select.bind(start.id, at: 1)
        select.bind(try reached(.deliveries, in: "deliveries"), at: 2)
        return try select.all { row in
            let id = row.integer(0)
            let isRemembered = row.integer(2) != 0 && id >= rememberedFrom
            let isNeeded =
                isUnread(id, in: row.integer(1))
                || id >= bounds.deliveries.age && isNeeded(id, in: row.integer(1))
            return Row(
                position: PrunePosition(id: id), isFound: row.integer(3) == 0 && !isRemembered && !isNeeded)
        }
    }

    /// Goes by bucket, so the lookups stay within four hours of events, most of which are gone.
    private func externalIDs(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT bucket, hash, event_id, EXISTS (SELECT 1 FROM events WHERE id = event_id) FROM external_ids
            WHERE (bucket, hash) > (?, ?) AND bucket < ? ORDER BY bucket, hash, event_id LIMIT \(Self.pageRows)
            """)
        select.bind(start.id, at: 1)
        select.bind(start.part, at: 2)
        let end = min(try reached(.events, in: "events"), rememberedFrom)
        select.bind(ExternalIDs.bucket(of: EventID(rawValue: end)), at: 3)
        return try select.all { row in
            Row(
                position: PrunePosition(id: row.integer(0), part: row.integer(1)), event: row.integer(2),
                isFound: row.integer(3) == 0)
        }
    }

    private func attempts(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT delivery_id, min(started_at) < ?
                AND NOT EXISTS (SELECT 1 FROM deliveries WHERE id = delivery_id AND status <= 2)
            FROM attempts WHERE delivery_id > ? AND delivery_id < ?
            GROUP BY delivery_id ORDER BY delivery_id LIMIT \(Self.pageRows)
            """)
        select.bind(bounds.attemptsStart, at: 1)
        select.bind(start.id, at: 2)
        select.bind(bounds.attempts.bound, at: 3)
        return try select.all { row in
            Row(position: PrunePosition(id: row.integer(0)), isFound: row.integer(1) != 0)
        }
    }

    /// Whether an event may not lose its payload: it is owed, or handed to a consumer. `event` is an expression.
    static func isOwed(event: String) -> String {
        "(\(EventDeliveries.exist(of: event, where: "d.status <= 2")) OR \(isHandedOut(event: event)))"
    }

    /// Whether a consumer was handed an event and has not acknowledged it.
    static func isHandedOut(event: String) -> String {
        """
        EXISTS (SELECT 1 FROM consumer_events INDEXED BY consumer_events_by_event
            WHERE consumer_events.event_id = \(event))
        """
    }

    private static let isOwed = isOwed(event: "e.id")

    private func payloads(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT e.id, e.network_id, length(e.data) > 0 OR e.request_info IS NOT NULL, \(Self.isOwed)
            FROM events e WHERE e.id > ? AND e.id < ? ORDER BY e.id LIMIT \(Self.stepRows)
            """)
        select.bind(start.id, at: 1)
        select.bind(bounds.payloads.bound, at: 2)
        return try select.all { row in
            let id = row.integer(0)
            let isNeeded =
                isUnread(id, in: row.integer(1))
                || id >= bounds.payloads.age && isNeeded(id, in: row.integer(1))
            return Row(
                position: PrunePosition(id: id), isFound: row.integer(2) != 0,
                isKept: row.integer(3) != 0 || isNeeded)
        }
    }

    private func keptPayloads(after start: PrunePosition) throws -> [Row] {
        let select = try db.prepared(
            """
            SELECT k.event_id, e.network_id, e.id IS NULL OR NOT \(Self.isOwed)
            FROM kept_payloads k LEFT JOIN events e ON e.id = k.event_id
            WHERE k.event_id > ? ORDER BY k.event_id LIMIT \(Self.pageRows)
            """)
        select.bind(start.id, at: 1)
        return try select.all { row in
            let id = row.integer(0)
            let isNeeded =
                isUnread(id, in: row.integer(1))
                || id >= bounds.payloads.age && isNeeded(id, in: row.integer(1))
            return Row(position: PrunePosition(id: id), isFound: row.integer(2) != 0 && !isNeeded)
        }
    }

    private func isUnread(_ event: Int64, in network: Int64) -> Bool {
        consumers.covers(NetworkID(rawValue: network), EventID(rawValue: event))
    }

    private func isNeeded(_ event: Int64, in network: Int64) -> Bool {
        needs.contains { $0.covers(NetworkID(rawValue: network), EventID(rawValue: event)) }
    }
}
