import HeraldModel
import HeraldStore
import Logging
import ServiceLifecycle
import Synchronization

extension DeliveryEngine {
    /// Delivers until the service group shuts down gracefully: then starts nothing new, waits for what is under way,
    /// records its outcomes and returns.
    public func run() async throws {
        state.withLock { $0.isRunning = true }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.recordOutcomes() }
            for _ in 0..<Self.pageReaders { group.addTask { await self.readPages() } }
            group.addTask { await self.keepTime() }
            group.addTask { await self.keepStats() }
            group.addTask { await self.waitForShutdown() }
            try await group.waitForAll()
        }
        state.withLock { $0.isRunning = false }
    }

    /// Pages read at the same time.
    private static let pageReaders = 4

    /// Ends the loops once what is under way has come to an end.
    private func waitForShutdown() async {
        // Cancelled: another loop failed, and nothing can be recorded any more.
        guard (try? await gracefulShutdown()) != nil else { return }
        await drain()
        outboxSignal.finish()
        pageRequests.continuation.finish()
    }

    /// Stops starting requests and waits, within the grace time, for those under way.
    private func drain() async {
        act { state in
            state.isStopping = true
            state.core.stop()
        }
        let deadline = ContinuousClock.now.advanced(by: configuration.shutdownGrace)
        while state.withLock({ $0.core.inFlightCount > 0 }), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(10))
        }
        let left = state.withLock { $0.core.inFlightCount }
        if left > 0 {
            logger.notice("Requests still under way at shutdown will be repeated", metadata: ["count": "\(left)"])
        }
    }

    /// Records everything decided so far, again and again. What arrives during one commit shares the next.
    private func recordOutcomes() async throws {
        for await _ in outboxSignal.wakeUps { try await recordPending() }
        try await recordPending()
    }

    private func recordPending() async throws {
        while true {
            let batch = outbox.withLock { outbox in
                defer { outbox = [] }
                return outbox
            }
            if batch.isEmpty { return }
            do {
                try await store.settle(batch)
            } catch {
                // The store retries by itself what can be retried. What is left is fatal: without a record, outcomes
                // would repeat.
                logger.critical("Outcomes cannot be recorded", metadata: ["error": "\(error)"])
                throw error
            }
            onSettled(batch)
            let now = now()
            act { $0.core.settled(batch, at: now) }
        }
    }

    private func keepTime() async {
        while !isDraining {
            try? await Task.sleep(for: configuration.tickInterval)
            let now = now()
            let isDue = state.withLock { ($0.core.nextTimer ?? .distantFuture) <= now }
            if isDue { act { $0.core.tick(at: now) } }
        }
    }

    private func keepStats() async {
        while !isDraining {
            try? await cancelWhenGracefulShutdown { [configuration] in
                try await Task.sleep(for: configuration.statsInterval)
            }
            await saveStats()
        }
    }

    /// Moves the counted outcomes to the store; keeps them when it has no room.
    func saveStats() async {
        let buckets = state.withLock { $0.stats.take() }
        guard !buckets.isEmpty else { return }
        do {
            try await store.add(buckets)
        } catch {
            logger.warning("Statistics could not be stored yet", metadata: ["error": "\(error)"])
            state.withLock { $0.stats.putBack(buckets) }
        }
    }

    /// Whether the loops that only pass time should end.
    private var isDraining: Bool { Task.isCancelled || state.withLock { $0.isStopping } }
}
