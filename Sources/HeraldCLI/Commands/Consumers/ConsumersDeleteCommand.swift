import ArgumentParser
import HeraldJSON

/// `herald consumers delete`
struct ConsumersDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a consumer with its place in the log and its dead letters.",
        discussion: """
            EXAMPLES:
              herald consumers delete my-worker
            """
    )

    @OptionGroup var target: ConsumerTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        _ = try await client.call(.delete, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: ["deleted": .string(target.name)]) }
        console.print("Deleted the consumer \(TextWidth.harmless(target.name)).")
    }
}
