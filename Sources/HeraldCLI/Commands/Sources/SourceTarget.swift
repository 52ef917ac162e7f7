import ArgumentParser

/// One source of a network, as commands name it.
struct SourceTarget: ParsableArguments {
    @Argument(help: "The source's id (src_…).")
    var source: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// The client and the source's path.
    func resolve() async throws -> (client: APIClient, path: String) {
        let client = try server.client()
        let network = try await network.resolve(with: client)
        return (client, "/v1/networks/\(network)/sources/\(APIClient.escape(source))")
    }
}
