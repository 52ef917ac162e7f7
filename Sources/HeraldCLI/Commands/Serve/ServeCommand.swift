import ArgumentParser
import Logging
import UnixSignals

/// `herald serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run a server.",
        discussion: """
            Flags beat environment variables (HERALD_LISTEN, HERALD_STORE, …), which beat the file given with \
            --config. The first start prints an admin key; only its hash is kept. HERALD_ADMIN_KEY sets it instead. \
            Ctrl-C or SIGTERM stops the server after it has finished what it was doing.

            EXAMPLES:
              herald serve
              herald serve --listen 0.0.0.0:8080 --store sqlite:/var/lib/herald/herald.db
              HERALD_ALLOW_ADDRESSES=127.0.0.0/8 herald serve --store memory:
            """
    )

    @OptionGroup var settings: ServerSettings

    func run() async throws {
        let context = CommandContext.current
        let reader = try await ConfigurationLayers.reader(
            flags: settings.flags, environment: context.environment, file: settings.file
        )
        let console = context.console
        try await ServerLauncher.run(
            reader, logger: Logger(label: "herald"), signals: [.sigterm, .sigint]
        ) { address in
            console.print("Herald \(HeraldVersion.text) answers at \(address.url)")
            console.print("Panel: \(address.url)/panel/")
            guard let key = address.adminKey else { return }
            console.print("Admin key, shown only now: \(key)")
            console.print("Next: export HERALD_KEY=… with this key, then 'herald networks create \"My app\"'")
        }
    }
}
