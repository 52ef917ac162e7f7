import ArgumentParser

/// `herald webhooks`
struct WebhooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks",
        abstract: "Manage webhooks: where a network's events go.",
        subcommands: [
            WebhooksListCommand.self, WebhooksCreateCommand.self, WebhooksShowCommand.self,
            WebhooksUpdateCommand.self, WebhooksDeleteCommand.self, WebhooksRotateSecretCommand.self,
            WebhooksSecretCommand.self,
            WebhooksTestCommand.self, WebhooksPauseCommand.self, WebhooksResumeCommand.self,
        ]
    )
}
