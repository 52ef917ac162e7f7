import HeraldModel
import HeraldOperations
import HeraldStore
import Logging
import ServiceLifecycle

/// Forgets what has outlived its use: remembered event ids and old statistics.
struct Upkeep: Service {
    let store: any Store
    let duplicateWindow: Duration
    let logger: Logger

    /// Statistics are shown for at most 30 days.
    private static let statsLifetime: Int64 = 31 * 24 * 60
    private static let interval: Duration = .seconds(600)

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await forget(at: WallClock.system.now)
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
        }
    }

    private func forget(at now: Timestamp) async {
        do {
            try await store.forgetDuplicates(before: now.advanced(by: .zero - duplicateWindow))
            try await store.forgetStats(before: now.milliseconds / 60_000 - Self.statsLifetime)
        } catch {
            logger.warning("Upkeep failed and is tried again later", metadata: ["error": "\(error)"])
        }
    }
}
