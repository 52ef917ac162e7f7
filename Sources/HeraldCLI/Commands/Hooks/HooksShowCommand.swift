import ArgumentParser

/// `herald hooks show`
struct HooksShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one hook.",
        discussion: """
            EXAMPLES:
              herald hooks show before-message-send
            """
    )

    @OptionGroup var target: HookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.get, path)
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        HookView.print(answer, on: console)
    }
}
