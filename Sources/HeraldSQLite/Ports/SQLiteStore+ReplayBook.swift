import GRDB
public import HeraldModel
import HeraldStore

extension SQLiteStore {
    public func makeReplayID() async throws -> ReplayID { ReplayID(rawValue: try makeKey()) }

    public func preview(
        _ selection: Replay.Selection, of network: NetworkID, at webhook: WebhookID, sample: Int
    ) async throws -> (matched: Int, sample: [EventRecord]) {
        let search = ReplaySearch(selection: selection, network: network, webhook: webhook)
        var matched = 0
        var slices: [ReplaySearch.Slice] = []
        var next: EventID? = EventID(rawValue: 0)
        while let start = next {
            let (slice, count) = try await read { try search.count(after: start, in: $0) }
            if count > 0 { slices.append(slice) }
            matched += count
            next = slice.end
        }
        var newest: [EventRecord] = []
        for slice in slices.reversed() where newest.count < sample {
            let limit = sample - newest.count
            newest += try await read { try search.newest(limit, in: slice, db: $0) }
        }
        return (matched, newest)
    }

    public func add(_ replay: Replay) async throws {
        try await write { transaction in
            guard transaction.caches.webhooks[replay.webhookID]?.isDeleted == false else { throw StoreError.notFound }
            try ReplayRow.insert(replay, in: transaction)
        }
    }

    public func replay(_ id: ReplayID) async throws -> Replay? { try await read { try $0.replay(id) } }

    public func replays(of network: NetworkID) async throws -> [Replay] {
        try await read { db in
            let statement = try db.prepared(
                "SELECT \(ReplayRow.columns) FROM replays WHERE network_id = ? ORDER BY id DESC")
            statement.bind(network.rawValue, at: 1)
            return try statement.all(ReplayRow.replay)
        }
    }

    public func runningReplays() async throws -> [Replay] {
        try await read { db in
            try db.prepared("SELECT \(ReplayRow.columns) FROM replays WHERE state = 'running' ORDER BY id")
                .all(ReplayRow.replay)
        }
    }

    public func setState(_ state: Replay.State, of id: ReplayID) async throws -> Replay {
        try await write { transaction in
            guard var replay = try transaction.db.replay(id) else { throw StoreError.notFound }
            guard replay.state == state || !replay.state.isFinal else { throw StoreError.conflict }
            replay.state = state
            try transaction.store(replay)
            return replay
        }
    }

    /// Searches on a reader, then makes owed on the writer what is still as it was found.
    public func advance(_ id: ReplayID, limit: Int) async throws -> Replay {
        while true {
            guard let replay = try await replay(id) else { throw StoreError.notFound }
            guard replay.state == .running else { return replay }
            let search = ReplaySearch(
                selection: replay.selection, network: replay.networkID, webhook: replay.webhookID)
            let page = try await read { try search.page(after: replay.cursor, limit: max(1, limit), in: $0) }
            // Nil when another call advanced the replay meanwhile: then the page is void.
            if let advanced = try await write({ try $0.advance(replay, over: page) }) { return advanced }
        }
    }
}

extension Database {
    fileprivate func replay(_ id: ReplayID) throws -> Replay? {
        let statement = try prepared("SELECT \(ReplayRow.columns) FROM replays WHERE id = ?")
        statement.bind(id.rawValue, at: 1)
        return try statement.first(ReplayRow.replay)
    }
}

extension WriteTransaction {
    fileprivate func store(_ replay: Replay) throws {
        let statement = try db.prepared(
            "UPDATE replays SET state = ?, enqueued = ?, cursor = ?, untried = ? WHERE id = ?")
        statement.bind(replay.state.rawValue, at: 1)
        statement.bind(replay.enqueued, at: 2)
        statement.bind(replay.cursor.rawValue, at: 3)
        statement.bind(replay.outcomes.untried, at: 4)
        statement.bind(replay.id.rawValue, at: 5)
        try statement.run()
    }

    fileprivate func advance(_ expected: Replay, over page: ReplaySearch.Page) throws -> Replay? {
        guard var replay = try db.replay(expected.id) else { throw StoreError.notFound }
        guard replay.state == .running else { return replay }
        guard replay.cursor == expected.cursor else { return nil }
        for (index, event) in page.events.enumerated() {
            do {
                let size = BacklogSize(deliveries: 1, bytes: event.payloadBytes)
                try requireRoom(for: size, in: replay.networkID)
            } catch let refusal as StoreError {
                // What fits is taken; nothing at all is a refusal.
                guard index > 0 else { throw refusal }
                try store(replay)
                return replay
            }
            if let delivery = try enqueue(event, for: replay) {
                try follow(delivery, of: replay.id)
                replay.enqueued += 1
                replay.outcomes.untried += 1
            }
            replay.cursor = event.id
        }
        replay.cursor = max(replay.cursor, page.end)
        if page.isLast { replay.state = .completed }
        try store(replay)
        return replay
    }

    /// - Returns: nil when the event does not qualify any more.
    private func enqueue(_ event: EventRecord, for replay: Replay) throws -> DeliveryID? {
        let payload = try db.prepared("SELECT 1 FROM events WHERE id = ? AND length(data) > 0")
        payload.bind(event.id.rawValue, at: 1)
        guard try payload.first({ _ in true }) == true else { return nil }
        guard replay.selection.status != .all else { return try oweAgain(event, to: replay.webhookID) }
        let select = try db.prepared(
            """
            SELECT d.id, d.status FROM \(EventDeliveries.direct(of: "?1")) AND d.webhook_id = ?2
            UNION ALL SELECT d.id, d.status FROM \(EventDeliveries.late(of: "?1")) AND d.webhook_id = ?2
            ORDER BY 1
            """)
        select.bind(event.id.rawValue, at: 1)
        select.bind(replay.webhookID.rawValue, at: 2)
        let deliveries = try select.all { (id: DeliveryID(rawValue: $0.integer(0)), status: $0.integer(1)) }
        if replay.selection.status == .failed {
            guard let last = deliveries.last, last.status == DeliveryStatus.failed.rawValue else { return nil }
            return try reopen(last.id) ? last.id : nil
        }
        guard deliveries.allSatisfy({ $0.status > DeliveryStatus.delivered.rawValue }) else { return nil }
        return try oweAgain(event, to: replay.webhookID)
    }
}
