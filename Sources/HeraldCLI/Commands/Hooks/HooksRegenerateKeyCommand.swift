import ArgumentParser

/// `herald hooks regenerate-key`
struct HooksRegenerateKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regenerate-key",
        abstract: "Give a hook a new secret, which signs at once.",
        discussion: """
            The new secret is shown once, in the answer.

            EXAMPLES:
              herald hooks regenerate-key pre-hook
            """
    )

    @OptionGroup var target: HookTarget

    func run() async throws {
        let (client, path) = try await target.resolve()
        let answer = try await client.call(.post, path + "/regenerate-key")
        let console = CommandContext.current.console
        if target.server.json { return console.print(json: answer) }
        HookView.print(answer, on: console)
    }
}
