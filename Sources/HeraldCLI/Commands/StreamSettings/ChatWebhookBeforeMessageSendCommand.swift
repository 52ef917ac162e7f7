import ArgumentParser

/// `herald chat:webhook:before-message-send`
struct ChatWebhookBeforeMessageSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat:webhook:before-message-send",
        abstract: "Set who may change or reject a Stream app's messages.",
        discussion: """
            Changes before_message_send_hook_url and nothing else, through Stream's own API: it works with the app's API key \
            and secret.

            EXAMPLES:
              herald chat:webhook:before-message-send --url https://example.com/webhooks/stream/before-message-send
              herald chat:webhook:before-message-send -u https://example.com/webhooks/stream/before-message-send -j
            """
    )

    @OptionGroup var options: StreamSettingOptions

    func run() async throws { try await options.set(.beforeMessageSend) }
}
