import NIOCore
import Synchronization

/// Keeps work from being handed to event loops that no longer take any.
final class TransportLifecycle: Sendable {
    private enum Phase {
        case running
        /// Nothing new is taken; what is under way ends.
        case draining
        /// The event loops may be gone.
        case stopped
    }

    private let phase = Mutex(Phase.running)

    /// Hands new requests to a loop; false once the transport shuts down.
    ///
    /// The lock is held while the task is queued, so that the task runs before the loop's own shutdown.
    func submit(to eventLoop: any EventLoop, _ task: @escaping @Sendable () -> Void) -> Bool {
        phase.withLock { phase in
            guard phase == .running else { return false }
            eventLoop.execute(task)
            return true
        }
    }

    /// Brings something back to a loop, unless the loops may be gone.
    func callBack(to eventLoop: any EventLoop, _ task: @escaping @Sendable () -> Void) {
        phase.withLock { phase in
            if phase != .stopped { eventLoop.execute(task) }
        }
    }

    /// Refuses new requests from now on; false if that was done before.
    func beginDraining() -> Bool {
        phase.withLock { phase in
            guard phase == .running else { return false }
            phase = .draining
            return true
        }
    }

    func stop() {
        phase.withLock { $0 = .stopped }
    }
}
