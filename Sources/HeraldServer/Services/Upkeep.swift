import HeraldModel
import HeraldOperations
import HeraldStore
import Logging
import ServiceLifecycle

/// Keeps the store from growing for ever: forgets remembered event ids and old statistics, and lets go of payloads,
/// attempts and finished deliveries once they are old enough or too much.
struct Upkeep: Service {
    let store: any Store
    let retention: RetentionPolicy
    let duplicateWindow: Duration
    let metrics: ServerMetrics
    let clock: WallClock
    let logger: Logger

    /// Statistics are shown for at most 30 days.
    private static let statsLifetime: Int64 = 31 * 24 * 60
    private static let longestInterval: Duration = .seconds(60)
    private static let shortestInterval: Duration = .milliseconds(200)
    /// For every part of the writer's time that pruning takes, it leaves so many.
    private static let rest = 4

    private var interval: Duration {
        let wanted = retention.shortest.map { $0 / 4 } ?? Self.longestInterval
        return max(Self.shortestInterval, min(Self.longestInterval, wanted))
    }

    func run() async throws {
        while !isStopping {
            await work()
            await pause(interval)
        }
    }

    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    private func work() async {
        let now = clock.now
        do {
            // First, so that events whose ids are forgotten can go.
            try await store.forgetDuplicates(before: now.advanced(by: .zero - duplicateWindow))
            try await store.forgetStats(before: now.milliseconds / 60_000 - Self.statsLifetime)
            try await prune(retention.bounds(at: now))
        } catch let error as StoreError where error == .closed && isStopping {
            return
        } catch {
            logger.warning("Upkeep failed and is tried again later.", metadata: ["error": "\(error)"])
        }
    }

    /// Goes step by step until nothing more can go.
    private func prune(_ bounds: RetentionBounds) async throws {
        while !isStopping {
            let step = try await store.prune(bounds)
            metrics.countPruned(step)
            guard !step.isLast else {
                if step.isOverSize {
                    logger.warning(
                        "The store is over retention.maxStoreMegabytes; what is left is owed or needed otherwise.")
                }
                return
            }
            await pause(step.duration * Self.rest)
        }
    }

    private func pause(_ duration: Duration) async {
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
    }
}
