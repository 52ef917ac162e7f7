import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/commands`. Every key of the network may read them: they are what users are offered.
    mutating func addCommands() {
        let all = "/v1/networks/{network}/commands"
        let one = all + "/{command}"
        add(.get, all, needs: .describe) { call in
            _ = try QueryReader(call.request, known: [])
            let commands = try call.operations.commands.all(of: try call.network)
            return .json(ListPage.json(commands.map(CommandView.json), nextCursor: nil))
        }
        add(.post, all, needs: .manage) { call in
            let command = try await call.operations.commands.create(try await call.body(), in: try call.network)
            return .json(CommandView.json(command), status: .created)
        }
        add(.get, one, needs: .describe) { call in
            let name = try call.parameter("command")
            return .json(CommandView.json(try call.operations.commands.command(name, of: try call.network)))
        }
        add(.put, one, needs: .manage) { call in
            let command = try await call.operations.commands.update(
                try call.parameter("command"), of: try call.network, try await call.body())
            return .json(CommandView.json(command))
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.commands.delete(try call.parameter("command"), of: try call.network)
            return Response(status: .noContent)
        }
    }
}
