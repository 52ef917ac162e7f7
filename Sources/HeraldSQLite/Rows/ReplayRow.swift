import HeraldJSON
import HeraldModel
import HeraldStore

/// How a replay is kept.
enum ReplayRow {
    static let columns = """
        id, network_id, webhook_id, since, until, types, status, rate_per_second, state, matched, enqueued, cursor,
        created_at, delivered, failed, skipped, untried
        """

    static func insert(_ replay: Replay, in transaction: WriteTransaction) throws {
        let statement = try transaction.db.prepared(
            "INSERT INTO replays (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        statement.bind(replay.id.rawValue, at: 1)
        statement.bind(replay.networkID.rawValue, at: 2)
        statement.bind(replay.webhookID.rawValue, at: 3)
        statement.bind(replay.selection.since.milliseconds, at: 4)
        statement.bind(replay.selection.until.milliseconds, at: 5)
        let types = JSONValue.array(replay.selection.types.map { .string($0.description) })
        statement.bind(types.encodedString, at: 6)
        statement.bind(replay.selection.status.rawValue, at: 7)
        statement.bind(replay.ratePerSecond.map(Int64.init), at: 8)
        statement.bind(replay.state.rawValue, at: 9)
        statement.bind(replay.matched, at: 10)
        statement.bind(replay.enqueued, at: 11)
        statement.bind(replay.cursor.rawValue, at: 12)
        statement.bind(replay.createdAt.milliseconds, at: 13)
        statement.bind(replay.outcomes.delivered, at: 14)
        statement.bind(replay.outcomes.failed, at: 15)
        statement.bind(replay.outcomes.skipped, at: 16)
        statement.bind(replay.outcomes.untried, at: 17)
        try statement.run()
    }

    static func replay(_ row: SQLStatement) throws -> Replay {
        let id = ReplayID(rawValue: row.integer(0))
        let place = "replay \(id)"
        let types = try JSONValue(parsing: row.text(5)).array ?? []
        var replay = Replay(
            id: id, networkID: NetworkID(rawValue: row.integer(1)), webhookID: WebhookID(rawValue: row.integer(2)),
            selection: Replay.Selection(
                since: Timestamp(milliseconds: row.integer(3)), until: Timestamp(milliseconds: row.integer(4)),
                types: types.compactMap { $0.string.flatMap(EventPattern.init) },
                status: try Replay.Status(stored: row.text(6), in: place)),
            ratePerSecond: row.optionalInteger(7).map(Int.init),
            state: try Replay.State(stored: row.text(8), in: place), matched: Int(row.integer(9)),
            enqueued: Int(row.integer(10)), cursor: EventID(rawValue: row.integer(11)),
            createdAt: Timestamp(milliseconds: row.integer(12)))
        replay.outcomes = Replay.Outcomes(
            delivered: Int(row.integer(13)), failed: Int(row.integer(14)), skipped: Int(row.integer(15)),
            untried: Int(row.integer(16)))
        return replay
    }
}
