import Synchronization

/// How many requests an event loop has under way; read from any thread to spread work.
final class LoopLoad: Sendable {
    private let requests = Atomic<Int>(0)

    var current: Int { requests.load(ordering: .relaxed) }

    func add(_ count: Int) {
        requests.add(count, ordering: .relaxed)
    }

    func subtract(_ count: Int) {
        requests.subtract(count, ordering: .relaxed)
    }
}
