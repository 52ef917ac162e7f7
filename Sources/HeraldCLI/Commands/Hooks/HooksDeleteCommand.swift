import ArgumentParser
import HeraldJSON
import HeraldModel

/// `herald hooks delete`
struct HooksDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a hook. From then on everything is let through.",
        discussion: """
            EXAMPLES:
              herald hooks delete custom-command
            """
    )

    @OptionGroup var target: HookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        _ = try await client.call(.delete, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: ["deleted": .string(target.kind.rawValue)]) }
        console.print("Deleted the \(target.kind.rawValue) hook.")
    }
}
