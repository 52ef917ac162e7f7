import ArgumentParser

/// `herald replay pause`
struct ReplayPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Hold a replay.",
        discussion: """
            EXAMPLES:
              herald replay pause rpl_0h2…
            """
    )

    @OptionGroup var target: ReplayTarget

    func run() async throws { try await target.call(.post, action: "/pause") }
}
