import ArgumentParser
import HeraldJSON

/// `herald sources show`
struct SourcesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one source and what came in since the server started.",
        discussion: """
            EXAMPLES:
              herald sources show src_0h2…
              herald sources show src_0h2… --window 5m
            """
    )

    @Option(help: ArgumentHelp("Show what came in within the last minutes instead, 1m to 1h.", valueName: "window"))
    var window: String?
    @OptionGroup var target: SourceTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let console = CommandContext.current.console
        if let window {
            let answer = try await client.call(.get, path + "/stats", query: [("window", window)])
            if target.server.json { return console.print(json: answer) }
            return SourceView.print(window: answer, on: console)
        }
        let answer = try await client.call(.get, path)
        if target.server.json { return console.print(json: answer) }
        SourceView.print(answer, server: client.base, on: console)
    }
}
