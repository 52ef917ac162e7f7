import ArgumentParser
import HeraldJSON
import HeraldModel

/// What the three `chat:webhook:…` commands share (`reference/stream-chat.md` §13).
struct StreamSettingOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where to call; empty for nowhere. Asked for on a terminal.", valueName: "url"))
    var url: String?
    @Flag(name: .shortAndLong, help: "Print the app's settings as JSON afterwards.")
    var json = false
    @Option(
        help: ArgumentHelp(
            "The server's address.",
            discussion: "Default: $HERALD_SERVER, then \(ServerAddressText.standard).", valueName: "url"
        )
    )
    var server: String?
    @Option(help: ArgumentHelp("The app's API key.", discussion: "Default: $STREAM_KEY.", valueName: "key"))
    var apiKey: String?
    @Option(
        help: ArgumentHelp(
            "The app's API secret.",
            discussion: "Default: $STREAM_SECRET, which keeps it out of the process list.", valueName: "secret"))
    var apiSecret: String?

    /// Changes one setting and says so.
    func set(_ setting: StreamSetting) async throws {
        let app = try client()
        let url = try givenURL(for: setting)
        try await app.change(setting, to: url)
        let console = CommandContext.current.console
        if json { return console.print(json: try await app.settings()) }
        console.print(
            url.isEmpty
                ? "\(setting.rawValue) is empty now: \(setting.purpose) go nowhere."
                : "\(setting.rawValue) is now \(TextWidth.harmless(Redaction.url(url)))")
    }

    private func client() throws(CommandFailure) -> StreamAppClient {
        let context = CommandContext.current
        guard let key = apiKey ?? context.variable("STREAM_KEY"), !key.isEmpty,
            let secret = apiSecret ?? context.variable("STREAM_SECRET"), !secret.isEmpty
        else {
            throw CommandFailure(
                "The app's API key and secret are needed.", status: .usage,
                hint: "Give --api-key and --api-secret, or set STREAM_KEY and STREAM_SECRET. "
                    + "'herald networks create' shows them once."
            )
        }
        let address = server ?? context.variable("HERALD_SERVER") ?? ServerAddressText.standard
        return StreamAppClient(base: try ServerAddressText.parse(address), apiKey: key, apiSecret: secret)
    }

    private func givenURL(for setting: StreamSetting) throws(CommandFailure) -> String {
        guard let url = url ?? Prompt.ask("URL for \(setting.purpose): ") else {
            throw CommandFailure("No URL was given.", status: .usage, hint: "Give --url URL.")
        }
        guard !url.isEmpty else { return "" }
        do {
            _ = try WebhookURL(setting.checkable(url))
        } catch {
            throw CommandFailure("The URL is not usable. \(error)", status: .usage)
        }
        return url
    }
}
