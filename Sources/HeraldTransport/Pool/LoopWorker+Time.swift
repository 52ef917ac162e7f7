import HeraldDelivery
import NIOCore

extension LoopWorker {
    /// The loop's one timer.
    struct Tick {
        let number: Int
        let task: Scheduled<Void>
        let isFast: Bool
    }

    /// How often deadlines are looked at while requests are under way.
    private static let interval = TimeAmount.milliseconds(20)

    /// Keeps the timer running as long as there is something to wait for: fast with requests under way, else only for
    /// the next idle connection that is too old.
    func keepTicking() {
        if requests.count > 0 {
            if let tick {
                if tick.isFast { return }
                tick.task.cancel()
            }
            schedule(in: Self.interval, isFast: true)
        } else if tick == nil, let slot = connections.first(of: Place.idle), let oldest = connections[slot] {
            let now = NIODeadline.now().uptimeNanoseconds
            let due = oldest.idleSince + settings.idleTimeout
            let wait = Int64(clamping: due > now ? due - now : 0)
            schedule(in: max(Self.interval, .nanoseconds(wait)), isFast: false)
        }
    }

    func stopTicking() {
        tick?.task.cancel()
        tick = nil
    }

    private func schedule(in delay: TimeAmount, isFast: Bool) {
        tickCount += 1
        let number = tickCount
        let task = eventLoop.assumeIsolated().scheduleTask(in: delay) { self.tickPassed(number) }
        tick = Tick(number: number, task: task, isFast: isFast)
    }

    private func tickPassed(_ number: Int) {
        // A task whose turn has come runs even if one before it in the same turn cancels it.
        guard tick?.number == number else { return }
        tick = nil
        let now = NIODeadline.now().uptimeNanoseconds
        for pending in requests.expire(at: now) { timeOut(pending, at: now) }
        closeOldIdle(at: now)
        growCrowded()
        keepTicking()
    }

    private func timeOut(_ pending: PendingRequest, at now: UInt64) {
        report(pending, .failure(pending.connection == nil ? pending.pool.lateness : .timeout), at: now)
        if let connection = pending.connection {
            connection.abandon()
        } else {
            pending.pool.waitingEnded()
            discardIfEmpty(pending.pool)
        }
    }

    private func closeOldIdle(at now: UInt64) {
        while let slot = connections.first(of: Place.idle), let oldest = connections[slot],
            oldest.idleSince + settings.idleTimeout <= now
        {
            closeIdle(oldest)
        }
    }
}
