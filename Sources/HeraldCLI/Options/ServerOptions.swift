import ArgumentParser

/// Which server a command talks to, with which key, and how it shows the answer.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's address.",
            discussion: "Default: $HERALD_SERVER, then \(ServerAddressText.standard).", valueName: "url"
        )
    )
    var server: String?

    @Option(
        help: ArgumentHelp(
            "The API key.", discussion: "Default: $HERALD_KEY, then $HERALD_ADMIN_KEY.", valueName: "key"
        )
    )
    var key: String?

    @Flag(help: "Print the server's JSON instead of a table.")
    var json = false

    /// The client for this command's server.
    /// - Throws: ``CommandFailure`` when the address is not an HTTP URL.
    func client() throws -> APIClient {
        let context = CommandContext.current
        let address = server ?? context.variable("HERALD_SERVER") ?? ServerAddressText.standard
        return APIClient(
            base: try ServerAddressText.parse(address),
            key: key ?? context.variable("HERALD_KEY", "HERALD_ADMIN_KEY")
        )
    }
}
