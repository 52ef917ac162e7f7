public import HeraldModel

extension InMemoryStore {
    public func makeReplayID() async throws -> ReplayID { try access { ReplayID(rawValue: $0.nextKey()) } }

    public func preview(
        _ selection: Replay.Selection, of network: NetworkID, at webhook: WebhookID, sample: Int
    ) async throws -> (matched: Int, sample: [EventRecord]) {
        try access { state in
            let matched = state.matching(selection, of: network, at: webhook, after: EventID(rawValue: 0))
            return (matched.count, Array(matched.reversed().prefix(sample)))
        }
    }

    public func add(_ replay: Replay) async throws {
        try access { state in
            guard state.webhooks[replay.webhookID] != nil else { throw StoreError.notFound }
            state.replays[replay.id] = replay
        }
    }

    public func replay(_ id: ReplayID) async throws -> Replay? { try access { $0.replays[id] } }

    public func replays(of network: NetworkID) async throws -> [Replay] {
        try access { $0.replays.values.filter { $0.networkID == network }.sorted { $0.id > $1.id } }
    }

    public func runningReplays() async throws -> [Replay] {
        try access { $0.replays.values.filter { $0.state == .running }.sorted { $0.id < $1.id } }
    }

    public func setState(_ new: Replay.State, of id: ReplayID) async throws -> Replay {
        try access { state in
            guard var replay = state.replays[id] else { throw StoreError.notFound }
            guard replay.state == new || !replay.state.isFinal else { throw StoreError.conflict }
            replay.state = new
            state.replays[id] = replay
            return replay
        }
    }

    public func advance(_ id: ReplayID, limit: Int) async throws -> Replay {
        try access { state in
            guard var replay = state.replays[id] else { throw StoreError.notFound }
            guard replay.state == .running else { return replay }
            let left = state.matching(
                replay.selection, of: replay.networkID, at: replay.webhookID, after: replay.cursor)
            for (index, event) in left.prefix(limit).enumerated() {
                do {
                    let size = BacklogSize(deliveries: 1, bytes: event.payloadBytes)
                    try state.requireRoom(for: size, in: replay.networkID)
                } catch {
                    // What fits is taken; nothing at all is a refusal.
                    guard index > 0 else { throw error }
                    state.replays[id] = replay
                    return replay
                }
                if replay.selection.status == .failed, let place = state.lastPlace(of: event, at: replay.webhookID) {
                    state.reopen(at: place)
                    state.follow(state.deliveries[place].id, of: replay.id)
                } else {
                    state.follow(state.owe(event, to: replay.webhookID), of: replay.id)
                }
                replay.enqueued += 1
                replay.outcomes.untried += 1
                replay.cursor = event.id
            }
            if left.count <= limit { replay.state = .completed }
            state.replays[id] = replay
            return replay
        }
    }
}

extension InMemoryState {
    /// The events a selection takes, oldest first.
    fileprivate func matching(
        _ selection: Replay.Selection, of network: NetworkID, at webhook: WebhookID, after cursor: EventID
    ) -> [EventRecord] {
        let types = selection.types.isEmpty ? webhooks[webhook]?.events ?? [] : selection.types
        let first = EventID(firstAt: selection.since)
        let end = EventID(firstAt: selection.until)
        return events.filter { event in
            guard event.networkID == network, event.hasPayload, event.id > cursor, event.id >= first, event.id < end,
                types.contains(where: { $0.matches(event.type) })
            else { return false }
            switch selection.status {
            case .all: return true
            case .failed: return lastPlace(of: event, at: webhook).map { deliveries[$0].status == .failed } ?? false
            case .neverDelivered:
                return !deliveries.contains { row in
                    row.webhookID == webhook && row.event.id == event.id
                        && (row.status.isOwed || row.status == .delivered)
                }
            }
        }
    }

    fileprivate func lastPlace(of event: EventRecord, at webhook: WebhookID) -> Int? {
        deliveries.lastIndex { $0.webhookID == webhook && $0.event.id == event.id }
    }

    fileprivate mutating func follow(_ delivery: DeliveryID, of replay: ReplayID) {
        replayed[delivery] = Replayed(replay: replay)
    }

    /// Counts what an attempt decided about an owed delivery, if a replay made it owed.
    mutating func note(_ decision: Settlement.Decision, about delivery: DeliveryID) {
        guard let known = replayed[delivery] else { return }
        if !known.isTried { replays[known.replay]?.outcomes.untried -= 1 }
        switch decision {
        case .delivered: replays[known.replay]?.outcomes.delivered += 1
        case .failed: replays[known.replay]?.outcomes.failed += 1
        case .retry:
            replayed[delivery]?.isTried = true
            return
        }
        replayed[delivery] = nil
    }

    /// Ends the following of all that replays made owed to a webhook: it was skipped.
    mutating func unfollowAll(of webhook: WebhookID) {
        for (id, replay) in replays where replay.webhookID == webhook {
            replays[id]?.outcomes.skipped += replay.owed
            replays[id]?.outcomes.untried = 0
        }
        replayed = replayed.filter { replays[$0.value.replay]?.webhookID != webhook }
    }
}
