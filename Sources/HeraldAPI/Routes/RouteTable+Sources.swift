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
            guard let text = try QueryReader(call.request, known: ["window"]).text("window") else {
                return .json(SourceView.stats(door.stats.snapshot))
            }
            guard let window = StatsWindow(text), window.minutes <= SourceStats.windowMinutes else {
                throw OperationError.invalidParameter("window", "write 1m to 1h, such as 5m.")
            }
            return .json(
                SourceWindowView.json(
                    door.stats.window(window, before: call.operations.clock.now), of: door.stats.snapshot))
        }
        add(.get, one + "/refusals", needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit"])
            let refusals = try call.operations.sources.refusals(of: try call.id("source"), in: try call.network)
            return .json(
                ListPage.json(refusals.prefix(try query.limit()).map(SourceRefusalView.json), nextCursor: nil))
        }
        // A provider's signature proves a request to every receiver, so it is not for everybody who may read.
        add(.get, one + "/requests/stream", needs: .consume) { call in try await EventStream.requests(to: call) }
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
