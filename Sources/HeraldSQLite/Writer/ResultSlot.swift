import Synchronization

/// Carries a result from the transaction that made it to the end of its commit.
final class ResultSlot<Value: Sendable>: Sendable {
    private let slot = Mutex<Value?>(nil)

    func fill(_ value: Value) { slot.withLock { $0 = value } }

    var value: Value? { slot.withLock { $0 } }
}
