import ArgumentParser

/// `herald sources show`
struct SourcesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one source and what came in since the server started.",
        discussion: """
            EXAMPLES:
              herald sources show src_0h2…
            """
    )

    @OptionGroup var target: SourceTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.get, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        SourceView.print(answer, server: client.base, on: console)
    }
}
