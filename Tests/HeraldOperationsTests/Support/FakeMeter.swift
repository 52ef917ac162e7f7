import HeraldModel
import HeraldOperations
import Synchronization

/// A meter of everything that reads what a test says.
final class FakeMeter: AlertMeter {
    struct Broken: Error {}

    private struct State {
        var values: [AlertID: Double] = [:]
        var broken: Set<NetworkID> = []
        var hanging: Set<NetworkID> = []
        var waiting: [CheckedContinuation<Void, Never>] = []
        var gone: Set<String> = []
        var starts: [NetworkID: Int] = [:]
    }

    private let state = Mutex(State())

    /// How many measures of a network were started.
    func starts(_ network: NetworkID) -> Int { state.withLock { $0.starts[network] ?? 0 } }

    func set(_ value: Double?, _ alert: AlertID) { state.withLock { $0.values[alert] = value } }
    func setBroken(_ isBroken: Bool, _ network: NetworkID) {
        state.withLock { state in
            if isBroken { state.broken.insert(network) } else { state.broken.remove(network) }
        }
    }
    func hang(_ network: NetworkID) { state.withLock { _ = $0.hanging.insert(network) } }
    func forget(source: String) { state.withLock { _ = $0.gone.insert(source) } }

    /// Lets what hangs go on.
    func release() {
        let waiting = state.withLock { state in
            defer {
                state.waiting = []
                state.hanging = []
            }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool { true }

    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool {
        guard case .source(let id) = subject else { return true }
        return state.withLock { !$0.gone.contains(id) }
    }

    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double] {
        state.withLock { $0.starts[network, default: 0] += 1 }
        await withCheckedContinuation { continuation in
            let hangs = state.withLock { state in
                guard state.hanging.contains(network) else { return false }
                state.waiting.append(continuation)
                return true
            }
            if !hangs { continuation.resume() }
        }
        return try state.withLock { state in
            if state.broken.contains(network) { throw Broken() }
            return state.values.filter { id, _ in rules.contains { $0.id == id } }
        }
    }
}
