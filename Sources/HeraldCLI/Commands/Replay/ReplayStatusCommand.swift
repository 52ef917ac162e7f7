import ArgumentParser

/// `herald replay status`
struct ReplayStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far a replay is.",
        discussion: """
            EXAMPLES:
              herald replay status rpl_0h2…
            """
    )

    @OptionGroup var target: ReplayTarget

    func run() async throws { try await target.call(.get) }
}
