import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/sources`.
    mutating func addSources() {
        let all = "/v1/networks/{network}/sources"
        let one = all + "/{source}"
        add(.get, all, needs: .read) { call in
            _ = try QueryReader(call.request, known: [])
            let doors = try call.operations.sources.all(of: try call.network)
            return .json(ListPage.json(doors.map(SourceView.json), nextCursor: nil))
        }
        add(.post, all, needs: .manage) { call in
            let door = try await call.operations.sources.create(try await call.body(), in: try call.network)
            return .json(SourceView.json(door), status: .created)
        }
        add(.get, one, needs: .read) { call in
            .json(SourceView.json(try call.operations.sources.door(try call.id("source"), of: try call.network)))
        }
        add(.get, one + "/stats", needs: .read) { call in
            let door = try call.operations.sources.door(try call.id("source"), of: try call.network)
            return .json(SourceView.stats(door.stats.snapshot))
        }
        add(.patch, one, needs: .manage) { call in
            let door = try await call.operations.sources.update(
                try call.id("source"), of: try call.network, try await call.body())
            return .json(SourceView.json(door))
        }
        add(.post, one + "/rotate-secret", needs: .manage) { call in
            let door = try await call.operations.sources.rotate(
                try call.id("source"), of: try call.network, try await call.body())
            return .json(SourceView.json(door))
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.sources.delete(try call.id("source"), of: try call.network)
            return Response(status: .noContent)
        }
    }
}
