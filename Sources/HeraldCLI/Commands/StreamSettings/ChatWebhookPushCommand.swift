import ArgumentParser

/// `herald chat:webhook:push`
struct ChatWebhookPushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat:webhook:push",
        abstract: "Set where a Stream app's events go.",
        discussion: """
            Changes webhook_url and nothing else, through Stream's own API: it works with the app's API key \
            and secret.

            EXAMPLES:
              herald chat:webhook:push --url https://example.com/webhooks/stream/push
              herald chat:webhook:push -u https://example.com/webhooks/stream/push -j
            """,
        aliases: ["chat:push:webhook"]
    )

    @OptionGroup var options: StreamSettingOptions

    func run() async throws { try await options.set(.push) }
}
