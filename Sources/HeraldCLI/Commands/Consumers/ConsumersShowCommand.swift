import ArgumentParser

/// `herald consumers show`
struct ConsumersShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one consumer with how far it has come.",
        discussion: """
            EXAMPLES:
              herald consumers show my-worker
            """
    )

    @OptionGroup var target: ConsumerTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.get, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        ConsumerView.print(answer, on: console)
    }
}
