import HeraldModel
import HeraldStore

extension ConformanceHarness {
    /// Eight events for one webhook: two delivered, two failed, one waiting, one pending, two never owed.
    func publishMixture() async throws -> (NetworkID, WebhookID) {
        let network = try await makeNetwork().id
        let webhook = try await makeWebhook(network)
        let other = try await makeWebhook(network)
        try await accept(count: 6, in: network, to: [webhook])
        try await accept(count: 2, in: network, to: [other])
        let all = news
        try await settle(all[0], .delivered)
        try await settle(all[1], .failed(reason: "no"))
        try await settle(all[2], .retry(at: clock.now))
        try await settle(all[3], .delivered)
        try await settle(all[4], .failed(reason: "no"))
        clock.advance(by: 1)
        return (network, webhook)
    }

    func selection(_ status: Replay.Status, types: [String] = []) -> Replay.Selection {
        Replay.Selection(
            since: Timestamp(milliseconds: 0), until: clock.now, types: types.compactMap(EventPattern.init),
            status: status)
    }

    func preview(
        _ status: Replay.Status, at webhook: WebhookID, of network: NetworkID, types: [String] = []
    ) async throws -> (matched: Int, sample: [EventRecord]) {
        try await store.preview(selection(status, types: types), of: network, at: webhook, sample: 3)
    }

    func order(
        _ status: Replay.Status, at webhook: WebhookID, of network: NetworkID
    ) async throws -> Replay {
        let replay = Replay(
            id: try await store.makeReplayID(), networkID: network, webhookID: webhook, selection: selection(status),
            ratePerSecond: 50, state: .running,
            matched: try await preview(status, at: webhook, of: network).matched, enqueued: 0,
            cursor: EventID(rawValue: 0), createdAt: clock.now)
        try await store.add(replay)
        return replay
    }

    /// Advances until the replay is over.
    func finish(_ id: ReplayID, limit: Int) async throws -> Replay {
        while true {
            let replay = try await store.advance(id, limit: limit)
            if replay.state != .running { return replay }
        }
    }
}
