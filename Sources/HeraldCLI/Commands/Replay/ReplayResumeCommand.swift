import ArgumentParser

/// `herald replay resume`
struct ReplayResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a replay that is held.",
        discussion: """
            EXAMPLES:
              herald replay resume rpl_0h2…
            """
    )

    @OptionGroup var target: ReplayTarget

    func run() async throws { try await target.call(.post, action: "/resume") }
}
