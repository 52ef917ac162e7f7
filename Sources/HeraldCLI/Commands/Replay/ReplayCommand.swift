import ArgumentParser

/// `herald replay`
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Send past events to a webhook again.",
        subcommands: [
            ReplayCreateCommand.self, ReplayListCommand.self, ReplayShowCommand.self, ReplayPauseCommand.self,
            ReplayResumeCommand.self, ReplayCancelCommand.self,
        ],
        defaultSubcommand: ReplayCreateCommand.self
    )
}
