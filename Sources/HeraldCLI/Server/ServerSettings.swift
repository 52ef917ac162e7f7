import ArgumentParser
import Configuration

/// The settings of a server that have flags.
struct ServerSettings: ParsableArguments {
    @Option(help: ArgumentHelp("Where to listen. Default: 127.0.0.1:8080.", valueName: "host:port"))
    var listen: String?
    @Option(help: ArgumentHelp("Where to keep everything: sqlite:PATH or memory:.", valueName: "store"))
    var store: String?
    @Option(help: ArgumentHelp("A YAML file with further settings.", valueName: "file"))
    var config: String?
    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: String?

    /// The given flags under their configuration keys.
    var flags: [String: ConfigContent] {
        var flags: [String: ConfigContent] = [:]
        flags["listen"] = listen.map(ConfigContent.string)
        flags["store"] = store.map(ConfigContent.string)
        flags["logLevel"] = logLevel.map(ConfigContent.string)
        return flags
    }

    /// The file to read: `--config`, then `HERALD_CONFIG`.
    var file: String? { config ?? CommandContext.current.variable("HERALD_CONFIG") }
}
