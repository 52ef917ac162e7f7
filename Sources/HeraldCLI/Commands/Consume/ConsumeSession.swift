import HeraldJSON
import ServiceLifecycle

/// A running `herald consume`: takes events, has them worked on, answers for each.
struct ConsumeSession: Service {
    let source: LeaseClient
    let work: ConsumeWork
    let concurrency: Int
    let stopsWhenEmpty: Bool
    let console: Console
    /// Prints a line and says whether it was written.
    var output: @Sendable (String) -> Bool = { Terminal.put($0, to: 1) }

    private static let longestPause = 30

    func run() async throws {
        let keeper = LeaseKeeper()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await keeper.run(source) }
            try await take(keeper)
            group.cancelAll()
        }
    }

    private func take(_ keeper: LeaseKeeper) async throws {
        var failures = 0
        while !Task.isShuttingDownGracefully {
            let events: [LeasedEvent]
            do {
                events = try await cancelWhenGracefulShutdown { try await source.lease(waits: !stopsWhenEmpty) }
                failures = 0
            } catch is CancellationError {
                return
            } catch let failure as CommandFailure where failure.status == .unreachable && !stopsWhenEmpty {
                failures += 1
                let pause = min(Self.longestPause, 1 << min(failures - 1, 5))
                console.printError("\(failure.message) Trying again in \(pause) s.")
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(pause)) }
                continue
            }
            if events.isEmpty, stopsWhenEmpty { return }
            keeper.add(events)
            defer { for event in events { keeper.remove(event) } }
            switch work {
            case .print: try await print(events)
            case .run(let runner): try await run(events, with: runner, keeper)
            }
        }
    }

    /// Prints events and acknowledges those that were written.
    private func print(_ events: [LeasedEvent]) async throws {
        for (index, event) in events.enumerated() where !output(event.text + "\n") {
            if index > 0 {
                await answer("acknowledged") { try await source.acknowledge(events[..<index].map(\.token)) }
            }
            await answer("given back") { try await source.release(Array(events[index...])) }
            throw CommandFailure("Nobody reads the output any more.")
        }
        guard !events.isEmpty else { return }
        await answer("acknowledged") { try await source.acknowledge(events.map(\.token)) }
    }

    /// What a batch waits for.
    private enum Step: Sendable {
        case ended
        case shutdown
    }

    private func run(_ events: [LeasedEvent], with runner: CommandRunner, _ keeper: LeaseKeeper) async throws {
        try await withThrowingTaskGroup(of: Step.self) { group in
            group.addTask {
                try? await gracefulShutdown()
                return .shutdown
            }
            var rest = events[...]
            var running = 0
            while running > 0 || !rest.isEmpty {
                if running < concurrency, !Task.isShuttingDownGracefully, let event = rest.popFirst() {
                    running += 1
                    group.addTask {
                        try await run(event, with: runner, keeper)
                        return .ended
                    }
                    continue
                }
                if Task.isShuttingDownGracefully, !rest.isEmpty {
                    let unused = Array(rest)
                    rest = []
                    await answer("given back") { try await source.release(unused) }
                    continue
                }
                if try await group.next() == .ended { running -= 1 }
            }
            group.cancelAll()
        }
    }

    private func run(_ event: LeasedEvent, with runner: CommandRunner, _ keeper: LeaseKeeper) async throws {
        let reason = try await runner.run(event)
        keeper.remove(event)
        guard let reason else { return await answer("acknowledged") { try await source.acknowledge([event.token]) } }
        console.printError("\(event.id): \(reason) It comes again in \(event.delayMilliseconds / 1000) s.")
        await answer("given back") { try await source.giveBack(event, reason: reason) }
    }

    /// Makes a call that ends leases. When it fails for good, the leases end by themselves and the events come again.
    private func answer(_ what: String, _ call: () async throws -> Void) async {
        for attempt in 0..<3 {
            do {
                return try await call()
            } catch {
                guard attempt == 2 else {
                    try? await Task.sleep(for: .milliseconds(500 << attempt))
                    continue
                }
                let message = (error as? CommandFailure)?.message ?? "The call was interrupted."
                console.printError("Events could not be \(what) and will come again. \(message)")
            }
        }
    }
}
