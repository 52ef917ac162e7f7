import ArgumentParser
import HeraldModel

/// One hook of a network, as commands name it.
struct HookTarget: ParsableArguments {
    @Argument(help: "The kind of hook.")
    var kind: Hook.Kind
    @OptionGroup var network: NetworkOptions
    @OptionGroup var server: ServerOptions

    /// The client and the hook's path.
    func resolve() async throws -> (client: APIClient, path: String) {
        let client = try server.client()
        let network = try await network.resolve(with: client)
        return (client, "/v1/networks/\(network)/hooks/\(kind.rawValue)")
    }
}
