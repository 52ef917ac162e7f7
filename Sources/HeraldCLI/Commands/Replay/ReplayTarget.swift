import ArgumentParser
import HeraldJSON

/// One replay, as commands name it.
struct ReplayTarget: ParsableArguments {
    @Argument(help: "The replay's id (rpl_…).")
    var replay: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// Where the API has it.
    func path() async throws -> String {
        let id = try await network.resolve(with: server.client())
        return "/v1/networks/\(id)/replays/\(APIClient.escape(replay))"
    }

    /// Makes a call on the replay and shows the answer.
    func call(_ method: APIClient.Method, action: String = "") async throws {
        let answer = try await server.client().call(method, try await path() + action)
        let console = CommandContext.current.console
        if server.json { return console.print(json: answer) }
        ReplayView.print(answer, on: console)
    }
}
