import Synchronization

/// The events under way, whose leases must not end.
final class LeaseKeeper: Sendable {
    private let tokens = Mutex<Set<String>>([])

    func add(_ events: [LeasedEvent]) { tokens.withLock { $0.formUnion(events.map(\.token)) } }
    func remove(_ event: LeasedEvent) { tokens.withLock { _ = $0.remove(event.token) } }

    /// Extends leases three times within their length, until it is cancelled. A failure is tried again the next time.
    func run(_ source: LeaseClient) async {
        while true {
            do {
                try await Task.sleep(for: .milliseconds(max(200, source.leaseSeconds * 1000 / 3)))
            } catch {
                return
            }
            let held = tokens.withLock { Array($0) }
            if !held.isEmpty { try? await source.extend(held) }
        }
    }
}
