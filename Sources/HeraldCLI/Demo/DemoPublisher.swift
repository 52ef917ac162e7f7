import HeraldJSON
import HeraldModel

/// Publishes what happens in the simulated community, at a steady rate and through the API.
struct DemoPublisher: Sendable {
    let options: DemoOptions
    let client: APIClient
    let network: String
    let board: DemoBoard

    /// The largest batch.
    private static let batchLimit = 200

    /// Publishes until the duration or the number of events is reached, then waits until everything is settled.
    func run() async throws {
        var community = try Community(seed: options.seed, prefix: "demo-\(Timestamp.now.milliseconds)")
        var publisher = EventPublisher(client: client, network: network)
        let clock = ContinuousClock()
        let start = clock.now
        let limit = options.events ?? .max
        var sent = 0
        while sent < limit {
            let elapsed = clock.now - start
            if let duration = options.duration, elapsed >= .seconds(duration) { break }
            // One event is due at once: the first delivery must not wait for a batch to fill.
            let due = Int(elapsed.wholeMilliseconds) * options.rate / 1000 + 1
            let count = min(due - sent, Self.batchLimit, limit - sent)
            if count > 0 {
                try await publish(count, of: &community, with: &publisher)
                sent += count
            }
            try await clock.sleep(for: .milliseconds(100))
        }
        try await settle()
    }

    private func publish(
        _ count: Int, of community: inout Community, with publisher: inout EventPublisher
    ) async throws {
        var batcher = EventBatcher()
        for _ in 0..<count { _ = batcher.add(community.next(at: .now).document.encoded()) }
        guard let batch = batcher.flush() else { return }
        let before = publisher.totals
        try await publisher.send(batch)
        let after = publisher.totals
        board.notePublished(after.accepted - before.accepted, owed: after.deliveries - before.deliveries)
    }

    /// Waits until nothing is owed any more, but not for ever.
    private func settle() async throws {
        let figures = DemoFigures(client: client, network: network, board: board)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(8)
        while clock.now < end {
            if try await figures.refresh().waiting == 0 { return }
            try await clock.sleep(for: .milliseconds(200))
        }
    }
}
