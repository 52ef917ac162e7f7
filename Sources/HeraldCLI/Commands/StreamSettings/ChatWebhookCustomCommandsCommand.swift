import ArgumentParser

/// `herald chat:webhook:custom-commands`
struct ChatWebhookCustomCommandsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat:webhook:custom-commands",
        abstract: "Set who answers a Stream app's custom commands.",
        discussion: """
            Changes custom_action_handler_url and nothing else, through Stream's own API: it works with the app's API key \
            and secret.
            {type} in the URL becomes the command's name.

            EXAMPLES:
              herald chat:webhook:custom-commands --url 'https://example.com/webhooks/stream/custom-commands?type={type}'
              herald chat:webhook:custom-commands -u 'https://example.com/webhooks/stream/custom-commands?type={type}' -j
            """
    )

    @OptionGroup var options: StreamSettingOptions

    func run() async throws { try await options.set(.customCommands) }
}
