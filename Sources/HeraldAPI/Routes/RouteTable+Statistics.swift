import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `GET /v1/networks/{network}/stats`.
    mutating func addStatistics() {
        add(.get, "/v1/networks/{network}/stats", needs: .read) { call in
            let query = try QueryReader(call.request, known: ["window"])
            guard let window = StatsWindow(query.text("window") ?? "1h") else {
                throw OperationError.invalidParameter("window", "write 1m to 30d, such as 15m, 1h or 7d.")
            }
            return .json(
                StatsView.json(try await call.operations.statistics.stats(of: try call.network, window: window)))
        }
    }
}
