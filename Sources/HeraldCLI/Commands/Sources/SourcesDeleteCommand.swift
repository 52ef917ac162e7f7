import ArgumentParser
import HeraldJSON

/// `herald sources delete`
struct SourcesDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Close a source. What came in by it stays in the log.",
        discussion: """
            EXAMPLES:
              herald sources delete src_0h2…
            """
    )

    @OptionGroup var target: SourceTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        _ = try await client.call(.delete, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: ["deleted": .string(target.source)]) }
        console.print("Deleted \(target.source).")
    }
}
