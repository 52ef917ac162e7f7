import HeraldDelivery
import HeraldModel
import HeraldStore
import Logging
public import ServiceLifecycle

/// Carries out running replays, page by page, within their rates.
///
/// The store keeps the cursor, so a restart goes on where the last page ended.
public actor ReplayRunner: Service {
    private let store: any ReplayBook
    private let engine: any DeliveryControl
    private let signal: ReplaySignal
    private let logger: Logger
    private var pacers: [ReplayID: ReplayPacer] = [:]
    /// When the next tick comes by itself.
    private var timer: Duration?

    /// How many events one step takes of one replay.
    static let pageSize = 500
    /// How long to wait while every running replay's lane is full.
    static let patience: Duration = .milliseconds(200)
    /// How long to wait after the store refused.
    static let pause: Duration = .seconds(2)

    init(store: any ReplayBook, engine: any DeliveryControl, signal: ReplaySignal, logger: Logger) {
        self.store = store
        self.engine = engine
        self.signal = signal
        self.logger = logger
    }

    /// Works until graceful shutdown.
    public func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let (ticks, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            group.addTask { [wakeUps = signal.wakeUps] in
                for await _ in wakeUps { source.yield() }
            }
            source.yield()
            for await _ in ticks.cancelOnGracefulShutdown() {
                let now = start.duration(to: clock.now)
                guard let delay = await step(at: now), let due = arm(now + delay) else { continue }
                group.addTask {
                    try? await clock.sleep(until: start + due)
                    await self.disarm(due)
                    source.yield()
                }
            }
            group.cancelAll()
        }
    }

    /// Sees to it that there is one timer at a time: a wake-up in between must not start a second row of ticks.
    /// - Returns: the moment, when a timer is needed for it.
    private func arm(_ due: Duration) -> Duration? {
        if let timer, timer <= due { return nil }
        timer = due
        return due
    }

    private func disarm(_ due: Duration) {
        if timer == due { timer = nil }
    }

    /// Advances every running replay by at most a page.
    /// - Returns: when to come back; nil when nothing runs.
    func step(at now: Duration) async -> Duration? {
        let running: [Replay]
        do {
            running = try await store.runningReplays()
        } catch {
            logger.warning("Replays wait: the store does not answer.", metadata: ["error": "\(error)"])
            return Self.pause
        }
        pacers = pacers.filter { id, _ in running.contains { $0.id == id } }
        var next: Duration?
        for replay in running {
            let delay = await advance(replay, at: now)
            next = delay.map { min(next ?? $0, $0) } ?? next
        }
        return next
    }

    private func advance(_ replay: Replay, at now: Duration) async -> Duration? {
        // A lane that already has more than it can hold gains nothing from more.
        guard engine.laneState(of: replay.webhookID)?.isOverflowing != true else { return Self.patience }
        var limit = Self.pageSize
        if let rate = replay.ratePerSecond {
            var pacer = pacers[replay.id] ?? ReplayPacer(ratePerSecond: rate, now: now)
            limit = min(limit, pacer.available(at: now))
            pacers[replay.id] = pacer
            guard limit > 0 else { return pacer.untilNext }
        }
        do {
            let after = try await store.advance(replay.id, limit: limit)
            pacers[replay.id]?.spend(after.enqueued - replay.enqueued)
            guard after.state == .running else { return nil }
            return pacers[replay.id]?.untilNext ?? .zero
        } catch let error as StoreError where error == .notFound {
            return nil
        } catch let error as StoreError where error == .backlogFull || error == .serverBacklogFull {
            return Self.patience
        } catch {
            logger.warning(
                "A replay waits: the store does not take more.",
                metadata: ["replay.id": "\(replay.id)", "error": "\(error)"])
            return Self.pause
        }
    }
}
