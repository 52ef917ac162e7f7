public import HeraldModel
import Synchronization

/// Tells listeners that a network's log has grown. Carries no events: listeners read those from the store, at their pace.
public final class EventNotifier: Sendable {
    private struct State {
        var next: UInt64 = 0
        var listeners: [NetworkID: [UInt64: AsyncStream<Void>.Continuation]] = [:]
    }

    private let state = Mutex(State())

    /// A notifier nobody listens to yet.
    public init() {}

    /// Wakes everybody who listens to `network`. Never blocks.
    public func notify(_ network: NetworkID) {
        let listeners = state.withLock { state in state.listeners[network].map { Array($0.values) } ?? [] }
        for listener in listeners { listener.yield() }
    }

    /// A stream of wake-ups, several of which may come as one; and the means to add some of your own.
    public func listen(to network: NetworkID) -> (wakeUps: AsyncStream<Void>, source: AsyncStream<Void>.Continuation) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.next += 1
            state.listeners[network, default: [:]][state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number, of: network) }
        return (stream, continuation)
    }

    /// How many listen to `network` now.
    public func listenerCount(of network: NetworkID) -> Int { state.withLock { $0.listeners[network]?.count ?? 0 } }

    private func forget(_ number: UInt64, of network: NetworkID) {
        state.withLock { state in
            state.listeners[network]?[number] = nil
            if state.listeners[network]?.isEmpty == true { state.listeners[network] = nil }
        }
    }
}
