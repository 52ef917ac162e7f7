public import HeraldModel
import Synchronization

/// Keeps everything in memory, with the semantics of the durable drivers. For tests and trials: nothing survives.
///
/// One lock guards everything and the commit observer runs inside it: that is what keeps its calls in commit order.
public final class InMemoryStore: Store {
    private let state: Mutex<InMemoryState>
    private let now: @Sendable () -> Timestamp

    /// An empty store.
    /// - Parameters:
    ///   - limits: what may be owed before ``append(_:to:)`` refuses more.
    ///   - now: the clock that ids are made by.
    public init(limits: BacklogLimits = BacklogLimits(), now: @escaping @Sendable () -> Timestamp) {
        state = Mutex(InMemoryState(limits: limits))
        self.now = now
    }

    public var summary: String { "memory" }

    public func checkWritable() async throws { try access { _ in } }

    public func close() async { state.withLock { $0.isClosed = true } }

    public func setCommitObserver(_ observer: @escaping @Sendable ([OwedDelivery]) -> Void) {
        state.withLock { $0.observer = observer }
    }

    /// Runs one call: a body that throws must not have changed anything.
    func access<Result: Sendable>(_ body: (inout InMemoryState) throws -> Result) throws -> Result {
        let time = now()
        return try state.withLock { state in
            guard !state.isClosed else { throw StoreError.closed }
            state.time = time
            let result = try body(&state)
            state.tellObserver()
            return result
        }
    }
}
