public import HeraldJSON
public import HeraldModel
public import HeraldStore
import ServiceLifecycle

extension Consumers {
    /// What a lease came to.
    public enum Leased: Sendable {
        case batch(LeaseBatch)
        /// There is nothing now, and the caller wants to wait: call ``wait(_:)``.
        case mustWait(Wait)
    }

    /// A call that waits for events.
    public struct Wait: Sendable {
        let key: Consumer.Key
        let order: LeaseOrder
        let deadline: ContinuousClock.Instant
    }

    /// Hands events out, if there are any: `{"max"?,"waitMs"?,"leaseSeconds"?}`.
    public func lease(_ key: Consumer.Key, _ body: JSONValue) async throws -> Leased {
        let request = try LeaseRequest(body)
        let start = ContinuousClock.now
        let batch = try await lease(key, request.order)
        guard batch.leases.isEmpty, request.wait > .zero else { return .batch(batch) }
        return .mustWait(Wait(key: key, order: request.order, deadline: start + request.wait))
    }

    /// How often a call that waits looks whether its client is still there.
    private static let presenceCheck: Duration = .milliseconds(500)

    /// Waits for events until the time is up or the server shuts down.
    /// - Parameter isPresent: whether the caller is still there. Nothing is handed out to one that left.
    /// - Throws: `CancellationError` when the caller left or the task was cancelled.
    public func wait(_ wait: Wait, while isPresent: @escaping @Sendable () -> Bool) async throws -> LeaseBatch {
        let network = wait.key.networkID
        try polls.enter(network)
        defer { polls.leave(network) }
        while true {
            // Listening begins before the look, so that nothing is missed in between.
            let log = notifier.listen(to: network)
            let freed = releases.listen(to: network)
            defer {
                log.source.finish()
                freed.source.finish()
            }
            let batch = try await lease(wait.key, wait.order)
            let left = wait.deadline - .now
            guard batch.leases.isEmpty, left > .zero, !Task.isShuttingDownGracefully else { return batch }
            await sleep(until: batch.nextVisibleAt, atMost: left, while: isPresent, or: log.wakeUps, freed.wakeUps)
            guard isPresent() else { throw CancellationError() }
            try Task.checkCancellation()
        }
    }

    /// How many calls of a network wait now.
    public func waitingCalls(of network: NetworkID) -> Int { polls.count(of: network) }

    /// Returns at the first of these, a cancellation or the server's end.
    private func sleep(
        until time: Timestamp?, atMost limit: Duration, while isPresent: @escaping @Sendable () -> Bool,
        or first: AsyncStream<Void>, _ second: AsyncStream<Void>
    ) async {
        let pause = time.map { Duration.milliseconds(max(1, $0.milliseconds - clock.now.milliseconds)) } ?? limit
        let end = ContinuousClock.now + min(pause, limit)
        await withTaskGroup(of: Void.self) { group in
            for stream in [first, second] {
                group.addTask { for await _ in stream.cancelOnGracefulShutdown() { return } }
            }
            group.addTask {
                while isPresent(), !Task.isCancelled, ContinuousClock.now < end {
                    try? await Task.sleep(until: min(end, .now + Self.presenceCheck))
                }
            }
            _ = await group.next()
            group.cancelAll()
        }
    }

    /// One lease that looks through the log until it finds something or is at its end.
    private func lease(_ key: Consumer.Key, _ order: LeaseOrder) async throws -> LeaseBatch {
        while true {
            let ready = try ready(key)
            let batch = try await OperationError.translating("consumer") {
                try await store.lease(order, of: key) { ready.accepts($0) }
            }
            guard batch.leases.isEmpty, batch.isMore, !Task.isShuttingDownGracefully else { return batch }
            try Task.checkCancellation()
        }
    }

    /// Ends leases for good: `{"tokens":[…]}`.
    public func acknowledge(_ key: Consumer.Key, _ body: JSONValue) async throws -> [TokenOutcome] {
        _ = try ready(key)
        var reader = FieldReader(body)
        let tokens = TokenList(&reader)
        try reader.finish()
        let outcomes = try await OperationError.translating("consumer") {
            try await tokens.outcomes { try await store.acknowledge($0, of: key) }
        }
        // The next of a key is free, or there is room for more; whoever waits looks again.
        releases.notify(key.networkID)
        return outcomes
    }

    /// Gives events back: `{"tokens":[…],"delayMs"?,"reason"?,"countAttempt"?}`.
    public func giveBack(_ key: Consumer.Key, _ body: JSONValue) async throws -> [TokenOutcome] {
        _ = try ready(key)
        var reader = FieldReader(body)
        let tokens = TokenList(&reader)
        var terms = ReturnTerms()
        reader.update(&terms.delayMilliseconds, "delayMs", cleared: 0, .integer(0...86_400_000))
        terms.reason = reader.optional("reason", .text(1...1000))
        reader.update(&terms.countsAttempt, "countAttempt", cleared: true, .flag)
        try reader.finish()
        let settled = terms
        let outcomes = try await OperationError.translating("consumer") {
            try await tokens.outcomes { try await store.giveBack($0, of: key, settled) }
        }
        releases.notify(key.networkID)
        return outcomes
    }

    /// Makes leases last for so long from now: `{"tokens":[…],"leaseSeconds"?}`.
    public func extend(_ key: Consumer.Key, _ body: JSONValue) async throws -> [TokenOutcome] {
        let consumer = try ready(key).consumer
        var reader = FieldReader(body)
        let tokens = TokenList(&reader)
        let length = reader.optional("leaseSeconds", ConsumerFields.leaseSeconds) ?? consumer.leaseMilliseconds
        try reader.finish()
        return try await OperationError.translating("consumer") {
            try await tokens.outcomes { try await store.extend($0, of: key, byMilliseconds: length) }
        }
    }
}
