import ArgumentParser

/// One webhook of a network, as commands name it.
struct WebhookTarget: ParsableArguments {
    @Argument(help: "The webhook's id (whk_…).")
    var webhook: String
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// The client and the webhook's path.
    func resolve() async throws -> (client: APIClient, path: String) {
        let client = try server.client()
        let network = try await network.resolve(with: client)
        return (client, "/v1/networks/\(network)/webhooks/\(APIClient.escape(webhook))")
    }
}
