import HeraldModel
import NIOCore
import NIOPosix
import Synchronization

extension HostResolver {
    /// Looks a name up, but waits no longer than this.
    func resolve(_ host: String, within limit: TimeAmount) async -> Result<[IPAddress], ResolveFailure> {
        await withCheckedContinuation { continuation in
            let first = FirstAnswer(continuation)
            let timer = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: limit) {
                first.give(.failure(.temporary))
            }
            resolve(host) {
                timer.cancel()
                first.give($0)
            }
        }
    }
}

/// Passes the first of several answers on.
private final class FirstAnswer: Sendable {
    typealias Answer = Result<[IPAddress], ResolveFailure>

    private let waiter: Mutex<CheckedContinuation<Answer, Never>?>

    init(_ waiter: CheckedContinuation<Answer, Never>) {
        self.waiter = Mutex(waiter)
    }

    func give(_ answer: Answer) {
        waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }?.resume(returning: answer)
    }
}
