import Synchronization

/// When each numbered event reached the receiver.
final class BenchArrivals: Sendable {
    private let state = Mutex<[Int: ContinuousClock.Instant]?>(nil)
    private let isOn = Atomic(false)

    /// Whether arrivals are to be noted. Looking for the number costs time, so it is done for latency only.
    var isNoting: Bool { isOn.load(ordering: .relaxed) }

    /// Begins to note arrivals.
    func begin() {
        state.withLock { $0 = [:] }
        isOn.store(true, ordering: .relaxed)
    }

    /// Notes an event's first arrival.
    func note(_ number: Int) {
        let now = ContinuousClock.now
        state.withLock { if $0?[number] == nil { $0?[number] = now } }
    }

    /// How many events arrived.
    var count: Int { state.withLock { $0?.count ?? 0 } }

    /// All arrivals so far.
    var all: [Int: ContinuousClock.Instant] { state.withLock { $0 ?? [:] } }
}
