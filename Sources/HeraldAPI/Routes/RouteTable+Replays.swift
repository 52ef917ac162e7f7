import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/replays`.
    mutating func addReplays() {
        let all = "/v1/networks/{network}/replays"
        let one = all + "/{replay}"
        add(.get, all, needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            let replays = try await call.operations.replays.all(of: try call.network)
            return .json(
                try ListPage.cut(replays, query: query, newestFirst: true, id: \.id) { ReplayView.json($0) })
        }
        add(.post, all, needs: .manage) { call in
            let order = try await call.operations.replays.create(try await call.body(), in: try call.network)
            return .json(ReplayView.json(order), status: order.replay == nil ? .ok : .created)
        }
        add(.get, one, needs: .read) { call in
            let replay = try await call.operations.replays.replay(try call.id("replay"), of: try call.network)
            return .json(ReplayView.json(replay))
        }
        let actions: [(String, Replay.State)] = [("pause", .paused), ("resume", .running), ("cancel", .cancelled)]
        for (action, state) in actions {
            add(.post, "\(one)/\(action)", needs: .manage) { call in
                let replay = try await call.operations.replays.setState(
                    state, try call.id("replay"), of: try call.network)
                return .json(ReplayView.json(replay))
            }
        }
    }
}
