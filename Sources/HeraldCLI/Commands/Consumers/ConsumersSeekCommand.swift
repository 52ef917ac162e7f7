import ArgumentParser
import HeraldJSON

/// `herald consumers seek`
struct ConsumersSeekCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seek",
        abstract: "Move a consumer, to take events again or to leave some out.",
        discussion: """
            Everything up to the place counts as acknowledged, everything behind it is handed out (again). Leases end.

            EXAMPLES:
              herald consumers seek my-worker --to 2h
              herald consumers seek my-worker --to beginning
              herald consumers seek my-worker --to end
            """
    )

    @OptionGroup var target: ConsumerTarget
    @Option(help: ArgumentHelp("beginning, end, a time, or how long ago: 90s, 15m, 2h, 7d.", valueName: "place"))
    var to: String

    func run() async throws {
        let place = try ["beginning", "end"].contains(to) ? to : Moment.read(to, option: "--to")
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.post, path + "/seek", body: ["to": .string(place)])
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        ConsumerView.print(answer, on: console)
    }
}
