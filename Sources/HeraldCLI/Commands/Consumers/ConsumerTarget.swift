import ArgumentParser

/// One consumer of a network, as commands name it.
struct ConsumerTarget: ParsableArguments {
    @Argument(help: "The consumer's name.")
    var name: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// The client and the consumer's path.
    func resolve() async throws -> (client: APIClient, path: String) {
        let client = try server.client()
        let network = try await network.resolve(with: client)
        return (client, "/v1/networks/\(network)/consumers/\(APIClient.escape(name))")
    }
}
