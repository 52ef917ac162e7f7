import HeraldModel
import ServiceLifecycle

/// Runs the demo once everything listens: sets up, publishes, shows, and prints the totals.
struct DemoConductor: Service {
    let options: DemoOptions
    let key: String
    let receivers: [DemoReceiver]
    let examples: [ExampleProcess]
    let board: DemoBoard
    let screen: DemoScreen
    /// Tells what has started.
    let starts: AsyncStream<Start>

    /// Something the demo needs is up.
    enum Start: Sendable {
        case receiver(index: Int, port: Int)
        case example(index: Int, url: String)
        case server(url: String)
    }

    /// Returns when the demo is over, by itself or by a signal.
    func run() async throws {
        do {
            let opening = try await cancelWhenGracefulShutdown { try await prepare() }
            do {
                try await cancelWhenGracefulShutdown { try await perform(opening) }
            } catch is CancellationError {
                // Ctrl-C is how the demo usually ends. The server is still up, so the totals can be its last word.
                try await settle(opening)
            }
        } catch is CancellationError {
            return
        }
        screen.conclude(receivers: receivers, board: board)
    }

    private func prepare() async throws -> DemoScreen.Opening {
        guard let (url, ports, addresses) = await everythingIsUp() else { throw CancellationError() }
        let targets = zip(receivers, ports).map { DemoSetup.Target(receiver: $0, port: $1) }
        let setup = DemoSetup(client: APIClient(base: url, key: key))
        let network = try await setup.prepare(targets)
        for (example, address) in zip(examples, addresses) {
            try await setup.register(example, at: address, in: network)
        }
        let opening = DemoScreen.Opening(
            url: url, key: key, network: network,
            examples: zip(examples, addresses).map { .init(example: $0.example, url: $1) }
        )
        try await figures(opening).refresh()
        return opening
    }

    private func figures(_ opening: DemoScreen.Opening) -> DemoFigures {
        DemoFigures(client: APIClient(base: opening.url, key: key), network: opening.network, board: board)
    }

    /// Gives what is under way a moment to end, unless it waits for a retry.
    private func settle(_ opening: DemoScreen.Opening) async throws {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(1)
        let figures = figures(opening)
        while try await figures.refresh().waiting > 0, clock.now < end {
            try await clock.sleep(for: .milliseconds(100))
        }
    }

    private func perform(_ opening: DemoScreen.Opening) async throws {
        let client = APIClient(base: opening.url, key: key)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await DemoPublisher(options: options, client: client, network: opening.network, board: board).run()
                return true
            }
            group.addTask {
                try await screen.follow(opening, receivers: receivers, board: board)
                return false
            }
            group.addTask {
                try await figures(opening).poll()
                return false
            }
            for try await isOver in group where isOver { break }
            group.cancelAll()
        }
        screen.showLast(receivers: receivers, board: board)
    }

    private func everythingIsUp() async -> (url: String, ports: [Int], addresses: [String])? {
        var url: String?
        var ports: [Int: Int] = [:]
        var addresses: [Int: String] = [:]
        for await start in starts {
            switch start {
            case .receiver(let index, let port): ports[index] = port
            case .example(let index, let address): addresses[index] = address
            case .server(let address): url = address
            }
            if let url, ports.count == receivers.count, addresses.count == examples.count {
                return (url, receivers.indices.compactMap { ports[$0] }, examples.indices.compactMap { addresses[$0] })
            }
        }
        return nil
    }
}
