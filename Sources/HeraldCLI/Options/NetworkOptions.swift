import ArgumentParser
import HeraldJSON
import HeraldModel

/// Which network a command works on.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The network, by id or by name.",
            discussion: "Default: $HERALD_NETWORK, then the only network there is.", valueName: "id|name"
        )
    )
    var network: String?

    /// The id of the network that is meant.
    /// - Throws: ``CommandFailure`` when none or several networks fit.
    func resolve(with client: APIClient) async throws -> String {
        let wanted = network ?? CommandContext.current.variable("HERALD_NETWORK")
        return try await Self.resolve(wanted, with: client)
    }

    /// The id of the network called `wanted`, or of the only one.
    static func resolve(_ wanted: String?, with client: APIClient) async throws -> String {
        if let wanted, NetworkID(wanted) != nil { return wanted }
        let networks = try await client.all("/v1/networks", limit: 1000)
        return try pick(wanted, from: networks)
    }

    /// Picks one network out of a list.
    static func pick(_ wanted: String?, from networks: [JSONValue]) throws(CommandFailure) -> String {
        let fitting = wanted.map { name in networks.filter { $0["name"]?.string == name } } ?? networks
        let ids = fitting.compactMap { $0["id"]?.string }
        if ids.count == 1 { return ids[0] }
        let choices = (fitting.isEmpty ? networks : fitting).prefix(10).map { network in
            "\(network["id"]?.string ?? "?")  \(TextWidth.harmless(network["name"]?.string ?? ""))"
        }
        switch (wanted, ids.isEmpty) {
        case (_, true) where networks.isEmpty:
            throw CommandFailure(
                "The server has no network yet.", hint: "Create one: herald networks create \"My app\""
            )
        case (let name?, true):
            throw CommandFailure(
                "No network is called '\(TextWidth.harmless(name))'.", details: Array(choices),
                hint: "Give one of these ids with --network."
            )
        case (_, _):
            throw CommandFailure(
                wanted == nil ? "The server has several networks." : "Several networks have this name.",
                details: Array(choices), hint: "Say which one with --network ID, or set HERALD_NETWORK."
            )
        }
    }
}
