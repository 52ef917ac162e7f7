import ArgumentParser
import HeraldJSON

/// One replay, as commands name it.
struct ReplayTarget: ParsableArguments {
    @Argument(help: "The replay's id (rpl_…).")
    var replay: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// Makes a call on the replay and shows the answer.
    func call(_ method: APIClient.Method, action: String = "") async throws {
        let client = try server.client()
        let id = try await network.resolve(with: client)
        let path = "/v1/networks/\(id)/replays/\(APIClient.escape(replay))\(action)"
        let answer = try await client.call(method, path)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        ReplayView.print(answer, on: console)
    }
}
