import HeraldJSON

/// Asks the server for its statistics, so that the screen shows what it says.
struct DemoFigures: Sendable {
    let client: APIClient
    let network: String
    let board: DemoBoard

    /// Asks once a second until it is cancelled.
    func poll() async throws {
        while true {
            try await refresh()
            try await Task.sleep(for: .seconds(1))
        }
    }

    /// Asks once.
    @discardableResult
    func refresh() async throws -> DemoBoard.ServerFigures {
        let stats = try await client.call(.get, "/v1/networks/\(network)/stats", query: [("window", "1h")])
        let figures = DemoBoard.ServerFigures(stats)
        board.note(figures)
        return figures
    }
}
