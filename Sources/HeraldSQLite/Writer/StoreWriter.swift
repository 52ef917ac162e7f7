import Dispatch
import Foundation
import GRDB
import HeraldModel
import HeraldStore
import Logging
import Synchronization

/// Owns all writes: one thread, one transaction at a time.
///
/// While one commit runs, what arrives queues up; the next one takes all of it. There is no timer. After a commit the
/// observer hears of the new deliveries, then the waiting calls return.
final class StoreWriter: Sendable {
    private let shared: Mutex<Shared>
    private let wake = DispatchSemaphore(value: 0)
    private let pool: DatabasePool
    private let configuration: SQLiteConfiguration
    private let backlog: Backlog
    private let ids: IdentifierSource
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let onEnd: @Sendable () -> Void

    private struct Shared {
        var queue: WriteQueue
        /// A change that may wait, and since when it does.
        var background: (command: WriteCommand, since: ContinuousClock.Instant)?
        var observer: @Sendable ([OwedDelivery]) -> Void = { _ in }
        /// The thread waits, or is about to, and wants a signal.
        var isAsleep = false
        var isClosing = false
        var hasEnded = false
        var closers: [CheckedContinuation<Void, Never>] = []

        /// The next transaction's commands; nil when there are none.
        mutating func take(patience: Duration) -> [WriteCommand]? {
            guard !queue.isEmpty else {
                defer { background = nil }
                return background.map { [$0.command] }
            }
            let commands = queue.take()
            guard let waiting = background, waiting.since.duration(to: .now) > patience else { return commands }
            background = nil
            return commands + [waiting.command]
        }
    }

    /// - Parameter onEnd: runs on the writer's thread after the last write.
    init(
        pool: DatabasePool, configuration: SQLiteConfiguration, backlog: Backlog, ids: IdentifierSource,
        now: @escaping @Sendable () -> Timestamp, logger: Logger, onEnd: @escaping @Sendable () -> Void
    ) {
        shared = Mutex(Shared(queue: WriteQueue(configuration: configuration)))
        self.pool = pool
        self.configuration = configuration
        self.backlog = backlog
        self.ids = ids
        self.now = now
        self.logger = logger
        self.onEnd = onEnd
    }

    /// Starts the thread.
    func start(_ caches: WriterCaches) {
        let thread = Thread { self.run(caches) }
        thread.name = "herald.store"
        thread.start()
    }

    func setObserver(_ observer: @escaping @Sendable ([OwedDelivery]) -> Void) {
        shared.withLock { $0.observer = observer }
    }

    var isClosing: Bool { shared.withLock { $0.isClosing } }

    /// Hands a call to the thread; a call that is not taken fails at once.
    func submit(_ command: WriteCommand) {
        let (refusal, wakes) = shared.withLock { shared -> (StoreError?, Bool) in
            guard !shared.isClosing else { return (.closed, false) }
            if let refusal = shared.queue.add(command) { return (refusal, false) }
            defer { shared.isAsleep = false }
            return (nil, shared.isAsleep)
        }
        if let refusal { command.fail(refusal) }
        if wakes { wake.signal() }
    }

    /// Hands in a change that waits until nothing else does, or for ``backgroundPatience`` at most: then it shares the
    /// next transaction. There can be one at a time.
    private func submitInBackground(_ command: WriteCommand) {
        let (refusal, wakes) = shared.withLock { shared -> (StoreError?, Bool) in
            guard !shared.isClosing else { return (.closed, false) }
            guard shared.background == nil else { return (.overloaded, false) }
            shared.background = (command, .now)
            defer { shared.isAsleep = false }
            return (nil, shared.isAsleep)
        }
        if let refusal { command.fail(refusal) }
        if wakes { wake.signal() }
    }

    private static let backgroundPatience: Duration = .milliseconds(50)

    /// Makes a change in a savepoint of the next transaction.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Result
    ) async throws -> Result {
        try await result(of: body) { submit($0) }
    }

    /// Makes a change that can wait for all others, in a savepoint of a transaction.
    func writeInBackground<Result: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Result
    ) async throws -> Result {
        try await result(of: body) { submitInBackground($0) }
    }

    private func result<Result: Sendable>(
        of body: @escaping @Sendable (WriteTransaction) throws -> Result, submit: (WriteCommand) -> Void
    ) async throws -> Result {
        let slot = ResultSlot<Result>()
        return try await withCheckedThrowingContinuation { continuation in
            submit(
                .work(
                    WorkRequest(
                        perform: { transaction in slot.fill(try body(transaction)) },
                        finish: { error in
                            if let error {
                                continuation.resume(throwing: error)
                            } else if let value = slot.value {
                                continuation.resume(returning: value)
                            } else {
                                continuation.resume(throwing: StoreError.failed("a change came to no result"))
                            }
                        })))
        }
    }

    /// Takes nothing new; the thread ends when all that waits is written.
    func requestClose() {
        let wakes = shared.withLock { shared in
            shared.isClosing = true
            defer { shared.isAsleep = false }
            return shared.isAsleep
        }
        if wakes { wake.signal() }
    }

    /// Closes and waits for the end.
    func close() async {
        await withCheckedContinuation { continuation in
            requestClose()
            let hasEnded = shared.withLock { shared in
                if !shared.hasEnded { shared.closers.append(continuation) }
                return shared.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }
}

// MARK: - The thread

extension StoreWriter {
    private func run(_ initial: WriterCaches) {
        var caches = initial
        var failures = FailureLog(logger: logger)
        var log = LogKeeper(database: pool.path, limit: configuration.maxIdleLogBytes)
        var unsettled: [WriteCommand] = []
        while let commands = next(isRetrying: !unsettled.isEmpty) {
            unsettled = write(unsettled + commands, caches: &caches, failures: &failures)
            if log.isDue() { pool.writeWithoutTransaction { log.shorten($0) } }
        }
        giveUp(write(unsettled, caches: &caches, failures: &failures))
        onEnd()
        let closers = shared.withLock { shared in
            shared.hasEnded = true
            defer { shared.closers = [] }
            return shared.closers
        }
        for closer in closers { closer.resume() }
    }

    /// The next transaction's commands. Waits for some; when outcomes are still to be recorded, only a while. Nil at
    /// the end.
    private func next(isRetrying: Bool) -> [WriteCommand]? {
        var hasWaited = false
        while true {
            let commands = shared.withLock { shared -> [WriteCommand]? in
                shared.isAsleep = false
                if let commands = shared.take(patience: Self.backgroundPatience) { return commands }
                shared.isAsleep = !shared.isClosing
                return nil
            }
            if let commands { return commands }
            if shared.withLock({ $0.isClosing }) { return nil }
            if !isRetrying {
                wake.wait()
            } else if hasWaited {
                return []
            } else {
                _ = wake.wait(timeout: .now() + .milliseconds(configuration.retryMilliseconds))
                hasWaited = true
            }
        }
    }

    /// Commits commands and ends their calls.
    /// - Returns: the settlements that could not be written and must be tried again.
    private func write(
        _ commands: [WriteCommand], caches: inout WriterCaches, failures: inout FailureLog
    ) -> [WriteCommand] {
        guard !commands.isEmpty else { return [] }
        do {
            try commit(commands, caches: &caches)
            failures.end()
            return []
        } catch {
            let failure = StoreError(error, at: pool.path)
            failures.note(failure)
            let settlements = commands.filter(\.isSettlement)
            for command in commands where !command.isSettlement { command.fail(failure) }
            guard !settlements.isEmpty, settlements.count < commands.count else { return settlements }
            // The small settlements may still fit where the events did not.
            return write(settlements, caches: &caches, failures: &failures)
        }
    }

    private func commit(_ commands: [WriteCommand], caches: inout WriterCaches) throws {
        var outcomes: [WriteOutcome] = []
        outcomes.reserveCapacity(commands.count)
        let time = now()
        let transaction = try pool.writeWithoutTransaction { db in
            let transaction = try WriteTransaction(
                db, time: time, caches: caches, backlog: backlog, ids: ids,
                limits: configuration.backlog)
            try db.inTransaction(.immediate) {
                for command in commands { outcomes.append(try transaction.perform(command)) }
                try transaction.insertPending()
                try transaction.countAccepted()
                return .commit
            }
            return transaction
        }
        caches = transaction.caches
        backlog.apply(transaction.changes, owners: caches.webhooks)
        if !transaction.news.isEmpty { shared.withLock { $0.observer }(transaction.news) }
        for (command, outcome) in zip(commands, outcomes) { command.succeed(with: outcome) }
    }

    private func giveUp(_ settlements: [WriteCommand]) {
        guard !settlements.isEmpty else { return }
        let count = settlements.reduce(0) { $0 + $1.rows }
        logger.error(
            "Outcomes could not be recorded before the end; these deliveries will be repeated.",
            metadata: ["count": "\(count)"])
        for command in settlements { command.fail(.closed) }
    }
}
