import HeraldDelivery
import HeraldModel
import Synchronization

/// One hook's way out: who goes, who waits, whether it is paused, and what happened lately.
final class HookLane: Sendable {
    private struct State {
        var admission: HookAdmission
        var prepared: PreparedHook?
        var waiters: [UInt64: Waiter] = [:]
        var log: HookCallLog
        var random = SystemRandomNumberGenerator()
    }

    /// A call that waits for a place, and what ends that when its time runs out.
    private struct Waiter {
        let continuation: CheckedContinuation<Entrance, Never>
        var alarm: Task<Void, Never>?
    }

    /// What became of wanting to go out.
    enum Entrance: Sendable {
        case started
        case overloaded
        case paused
        /// The time ran out while the call waited.
        case expired
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Timestamp

    init(settings: HookSettings, now: @escaping @Sendable () -> Timestamp) {
        self.now = now
        state = Mutex(
            State(
                admission: HookAdmission(
                    concurrency: settings.concurrency, queue: settings.queue, breaker: settings.breaker),
                log: HookCallLog(capacity: settings.remembered)))
    }

    /// The hook made ready for sending: done once, and again when something about it has changed.
    func prepared(
        _ hook: Hook, of network: Network, over transport: any DeliveryTransport
    ) throws(HookFault) -> PreparedHook {
        let current = state.withLock { $0.prepared }
        if let current, current.isFor(hook, of: network) { return current }
        let made = try PreparedHook(hook, of: network, over: transport)
        state.withLock { state in
            // Another receiver is not to be judged by what this one did.
            if state.prepared?.hook.url != hook.url { state.admission.forgetPast() }
            state.prepared = made
        }
        return made
    }

    // MARK: Going out

    /// Waits for a place, until `deadline` at the longest.
    func enter(_ call: UInt64, until deadline: ContinuousClock.Instant) async -> Entrance {
        await withCheckedContinuation { continuation in
            let time = now()
            let told: Entrance? = state.withLock { state in
                switch state.admission.enter(call, at: time) {
                case .start: return .started
                case .overloaded: return .overloaded
                case .paused: return .paused
                case .wait:
                    state.waiters[call] = Waiter(continuation: continuation)
                    return nil
                }
            }
            if let told { return continuation.resume(returning: told) }
            let alarm = Task { [self] in
                guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
                expire(call)
            }
            let isNeeded = state.withLock { state in
                state.waiters[call]?.alarm = alarm
                return state.waiters[call] != nil
            }
            if !isNeeded { alarm.cancel() }
        }
    }

    /// A request came back, or was not made after all.
    func leave(_ call: UInt64, _ sign: HookAdmission.Sign, startedAt start: Timestamp) {
        let time = now()
        let told = state.withLock { state in
            let told = state.admission.leave(
                call, sign, startedAt: start, at: time, random: &state.random)
            return told.compactMap { entry in
                state.waiters.removeValue(forKey: entry.call).map { (waiter: $0, entrance: entry.entrance) }
            }
        }
        for (waiter, entrance) in told {
            waiter.alarm?.cancel()
            waiter.continuation.resume(returning: entrance == .start ? .started : .paused)
        }
    }

    private func expire(_ call: UInt64) {
        let waiter = state.withLock { state in
            state.admission.giveUp(call) ? state.waiters.removeValue(forKey: call) : nil
        }
        waiter?.continuation.resume(returning: .expired)
    }

    // MARK: Looking

    func remember(_ record: HookCallRecord) { state.withLock { $0.log.append(record) } }

    /// What happened lately, newest first.
    var records: [HookCallRecord] { state.withLock { $0.log.newestFirst } }

    /// Whether the hook is paused.
    var isPaused: Bool { state.withLock { $0.admission.isPaused } }
}
