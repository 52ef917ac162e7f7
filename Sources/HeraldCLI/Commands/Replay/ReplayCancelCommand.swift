import ArgumentParser

/// `herald replay cancel`
struct ReplayCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End a replay; what it already queued is still sent.",
        discussion: """
            EXAMPLES:
              herald replay cancel rpl_0h2…
            """
    )

    @OptionGroup var target: ReplayTarget

    func run() async throws { try await target.call(.post, action: "/cancel") }
}
