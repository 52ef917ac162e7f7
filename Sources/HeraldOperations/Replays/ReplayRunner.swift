import HeraldDelivery
import HeraldModel
import HeraldStore
import Logging
public import ServiceLifecycle

/// Carries out running replays, page by page, within their rates.
///
/// A lane is a queue, so what is published to a webhook stands behind all that was replayed to it before. That is why a
/// replay never has more than a window of deliveries on their way to their first attempt, and a small one while the lane
/// is behind anyway. The store keeps cursor and window, so a restart goes on where the last page ended.
public actor ReplayRunner: Service {
    private let store: any ReplayBook
    private let engine: any DeliveryControl
    private let signal: ReplaySignal
    private let logger: Logger
    private var pacers: [ReplayID: ReplayPacer] = [:]
    /// How long each replay that has to wait was given last.
    private var waits: [ReplayID: Duration] = [:]
    /// When the next tick comes by itself.
    private var timer: Duration?

    /// The most deliveries of one replay that are owed and have had no attempt since.
    static let window = 512
    /// The same while the webhook's lane holds less than it is owed: the rest of that was there first.
    static let crowdedWindow = 32
    /// The least that a window is with a rate. A rate's window holds one second's worth, for it is what a receiver that
    /// hangs, or a webhook that is paused, gets at once afterwards.
    static let leastWindow = 4
    /// The most deliveries of one replay that wait for another attempt: a receiver that refuses all must not be owed
    /// everything.
    static let waitingLimit = 10_000
    /// How long to wait for room at first, and at most.
    static let waits: (first: Duration, most: Duration) = (.milliseconds(10), .milliseconds(320))
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
        waits = waits.filter { id, _ in running.contains { $0.id == id } }
        var next: Duration?
        for replay in running {
            let delay = await advance(replay, at: now)
            next = delay.map { min(next ?? $0, $0) } ?? next
        }
        return next
    }

    private func window(of replay: Replay) -> Int {
        let isCrowded = engine.laneState(of: replay.webhookID)?.isOverflowing ?? false
        let window = isCrowded ? Self.crowdedWindow : Self.window
        return replay.ratePerSecond.map { min(window, max(Self.leastWindow, $0)) } ?? window
    }

    /// When to look again whether there is room: soon, then less and less often.
    private func wait(_ replay: ReplayID) -> Duration {
        let wait = waits[replay].map { min($0 * 2, Self.waits.most) } ?? Self.waits.first
        waits[replay] = wait
        return wait
    }

    private func advance(_ replay: Replay, at now: Duration) async -> Duration? {
        let window = window(of: replay)
        var limit = window - replay.outcomes.untried
        // A quarter of the window makes a page worth its while.
        guard limit >= max(1, window / 4), replay.waiting < Self.waitingLimit else { return wait(replay.id) }
        if let rate = replay.ratePerSecond {
            var pacer = pacers[replay.id] ?? ReplayPacer(ratePerSecond: rate, now: now)
            limit = min(limit, pacer.available(at: now))
            pacers[replay.id] = pacer
            guard limit > 0 else { return pacer.untilNext }
        }
        do {
            let after = try await store.advance(replay.id, limit: limit)
            waits[replay.id] = nil
            pacers[replay.id]?.spend(after.enqueued - replay.enqueued)
            guard after.state == .running else { return nil }
            return pacers[replay.id]?.untilNext ?? .zero
        } catch let error as StoreError where error == .notFound {
            return nil
        } catch let error as StoreError where error == .backlogFull || error == .serverBacklogFull {
            return wait(replay.id)
        } catch {
            logger.warning(
                "A replay waits: the store does not take more.",
                metadata: ["replay.id": "\(replay.id)", "error": "\(error)"])
            return Self.pause
        }
    }
}
