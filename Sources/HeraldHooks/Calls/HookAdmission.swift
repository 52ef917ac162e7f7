import DequeModule
import HeraldDelivery
import HeraldModel

/// Says which calls of one hook may go out now, which wait and which are refused at once.
///
/// A paused hook gets no call but one, the probe, when its pause is over.
struct HookAdmission {
    private let concurrency: Int
    private let queue: Int
    private let settings: BreakerSettings
    private(set) var breaker = Breaker()
    private(set) var underWay = 0
    private(set) var waiting: Deque<UInt64> = []

    /// What is to be done with a call.
    enum Entrance: Hashable {
        case start
        case wait
        case overloaded
        case paused
    }

    /// What a request says about the hook.
    enum Sign: Hashable {
        /// It answered, whatever it said.
        case alive
        /// It is not there, does not keep up, or cannot do its work.
        case failing
        /// Nothing: the request was not made, or given up for Herald's own sake.
        case nothing
    }

    init(concurrency: Int, queue: Int, breaker: BreakerSettings) {
        self.concurrency = max(1, concurrency)
        self.queue = max(0, queue)
        settings = breaker
    }

    /// A call wants to go out.
    mutating func enter(_ call: UInt64, at now: Timestamp) -> Entrance {
        breaker.wake(at: now)
        switch breaker.state {
        case .open, .probing: return .paused
        case .closed, .halfOpen: break
        }
        guard underWay < concurrency else {
            guard waiting.count < queue else { return .overloaded }
            waiting.append(call)
            return .wait
        }
        start(call)
        return .start
    }

    /// A call that waited gives up.
    /// - Returns: whether it still waited.
    mutating func giveUp(_ call: UInt64) -> Bool {
        guard let place = waiting.firstIndex(of: call) else { return false }
        waiting.remove(at: place)
        return true
    }

    /// A request came back.
    /// - Returns: what is to be told to calls that waited.
    mutating func leave(
        _ call: UInt64, _ sign: Sign, startedAt start: Timestamp, at now: Timestamp,
        random: inout some RandomNumberGenerator
    ) -> [(call: UInt64, entrance: Entrance)] {
        underWay -= 1
        switch sign {
        case .alive: _ = breaker.succeeded(token: call, at: now)
        case .failing:
            _ = breaker.failed(token: call, startedAt: start, at: now, settings: settings, random: &random)
        case .nothing: breaker.vanished(token: call)
        }
        return admitWaiting(at: now)
    }

    /// Whether the hook gets no calls but a probe now and then.
    var isPaused: Bool { breaker.state != .closed }

    /// Something about the hook has changed, so its past says nothing any more.
    mutating func forgetPast() { breaker = Breaker() }

    private mutating func admitWaiting(at now: Timestamp) -> [(call: UInt64, entrance: Entrance)] {
        var told: [(call: UInt64, entrance: Entrance)] = []
        breaker.wake(at: now)
        while let next = waiting.first {
            switch breaker.state {
            case .open, .probing: told.append((next, .paused))
            case .closed, .halfOpen:
                guard underWay < concurrency else { return told }
                start(next)
                told.append((next, .start))
            }
            waiting.removeFirst()
        }
        return told
    }

    private mutating func start(_ call: UInt64) {
        underWay += 1
        breaker.started(token: call)
    }
}
