import ArgumentParser

/// The `herald` command with everything below it.
struct HeraldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "herald",
        abstract: "Sends, receives and replays webhook events for chat and social apps.",
        discussion: """
            New here? 'herald demo' starts a server, three receivers and a simulated community.

            Commands that talk to a server take --server (or HERALD_SERVER), --key (or HERALD_KEY) and --json. \
            Colour is used on a terminal only, and never when NO_COLOR is set.

            EXIT STATUS:
            \(ExitStatus.help)
            """,
        version: HeraldVersion.text,
        groupedSubcommands: [
            CommandGroup(
                name: "Run", subcommands: [ServeCommand.self, DemoCommand.self, BenchCommand.self, DoctorCommand.self]),
            CommandGroup(
                name: "Set up",
                subcommands: [
                    NetworksCommand.self, WebhooksCommand.self, KeysCommand.self, CatalogueCommand.self,
                    HooksCommand.self, CommandsCommand.self, SourcesCommand.self, ConsumersCommand.self,
                    AlertsCommand.self, EgressCommand.self,
                ]
            ),
            CommandGroup(
                name: "Send and follow",
                subcommands: [
                    PublishCommand.self, TriggerCommand.self, DeliveriesCommand.self, ReplayCommand.self,
                    StatsCommand.self, ConsumeCommand.self,
                ]
            ),
            CommandGroup(
                name: "Write a receiver",
                subcommands: [ListenCommand.self, SignCommand.self, VerifyCommand.self]
            ),
            CommandGroup(
                name: "As Stream's command line had it",
                subcommands: [
                    ChatWebhookPushCommand.self, ChatWebhookBeforeMessageSendCommand.self,
                    ChatWebhookCustomCommandsCommand.self,
                ]
            ),
        ]
    )
}
