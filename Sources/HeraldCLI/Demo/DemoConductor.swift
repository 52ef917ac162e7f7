import HeraldModel
import ServiceLifecycle

/// Runs the demo once everything listens: sets up, publishes, shows, and prints the totals.
struct DemoConductor: Service {
    let options: DemoOptions
    let key: String
    let receivers: [DemoReceiver]
    let board: DemoBoard
    let screen: DemoScreen
    /// Tells what has started.
    let starts: AsyncStream<Start>

    /// Something the demo needs is up.
    enum Start: Sendable {
        case receiver(index: Int, port: Int)
        case server(url: String)
    }

    /// Returns when the demo is over, by itself or by a signal.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await perform() }
        } catch is CancellationError {
            // Ctrl-C is how the demo usually ends; the totals follow all the same.
        }
        screen.conclude(receivers: receivers, board: board)
    }

    private func perform() async throws {
        guard let (url, ports) = await everythingIsUp() else { throw CancellationError() }
        let client = APIClient(base: url, key: key)
        let targets = zip(receivers, ports).map { DemoSetup.Target(receiver: $0, port: $1) }
        let network = try await DemoSetup(client: client).prepare(targets)
        let opening = DemoScreen.Opening(url: url, key: key, network: network)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await DemoPublisher(options: options, client: client, network: network, board: board).run()
                return true
            }
            group.addTask {
                try await screen.follow(opening, receivers: receivers, board: board)
                return false
            }
            group.addTask {
                try await DemoFigures(client: client, network: network, board: board).poll()
                return false
            }
            for try await isOver in group where isOver { break }
            group.cancelAll()
        }
        await screen.settle(receivers: receivers, board: board)
    }

    private func everythingIsUp() async -> (url: String, ports: [Int])? {
        var url: String?
        var ports: [Int: Int] = [:]
        for await start in starts {
            switch start {
            case .receiver(let index, let port): ports[index] = port
            case .server(let address): url = address
            }
            if let url, ports.count == receivers.count { return (url, receivers.indices.compactMap { ports[$0] }) }
        }
        return nil
    }
}
