import HeraldJSON

/// Makes the demo's network and webhooks through the API.
struct DemoSetup: Sendable {
    let client: APIClient

    /// The network's name.
    static let networkName = "Demo community"
    private static let note = "demo receiver"
    private static let hook = "before-message-send"

    /// A receiver with the port it listens on.
    struct Target: Sendable {
        var receiver: DemoReceiver
        var port: Int
    }

    /// Makes the network, or takes the one of an earlier run, and registers the receivers.
    /// - Returns: the network's id.
    func prepare(_ targets: [Target]) async throws -> String {
        let network = try await network()
        for target in targets {
            let receiver = target.receiver
            let body: JSONValue = [
                "url": .string("http://127.0.0.1:\(target.port)/\(receiver.name)"),
                "events": .array(receiver.events.map(JSONValue.string)), "secret": .string(receiver.secret),
                "description": .string("\(Self.note): \(receiver.name)"),
                "legacySignature": .bool(receiver.wantsLegacy),
                "retry": ["policy": "schedule", "delaysMs": [400, 1000, 3000, 10_000]],
            ]
            _ = try await client.call(.post, "/v1/networks/\(network)/webhooks", body: body)
        }
        return network
    }

    /// Registers an example program's webhook, and its hook when it has one.
    func register(_ process: ExampleProcess, at url: String, in network: String) async throws {
        let webhook: JSONValue = [
            "url": .string("\(url)/hooks"), "events": .array(process.example.events.map(JSONValue.string)),
            "secret": .string(process.secret),
            "description": .string("\(Self.note): \(process.example.program)"),
        ]
        _ = try await client.call(.post, "/v1/networks/\(network)/webhooks", body: webhook)
        guard let path = process.example.hookPath else { return }
        let hook: JSONValue = [
            "url": .string("\(url)/\(path)"), "onFailure": "allow", "secret": .string(process.secret),
        ]
        _ = try await client.call(.put, "/v1/networks/\(network)/hooks/\(Self.hook)", body: hook)
    }

    /// With a kept store the network is there from last time; its receivers are gone, so their webhooks
    /// and the hook go too.
    private func network() async throws -> String {
        let networks = try await client.all("/v1/networks", limit: 1000)
        guard let known = networks.first(where: { $0["name"]?.string == Self.networkName })?["id"]?.string else {
            let body: JSONValue = ["name": .string(Self.networkName), "dialect": "socialplus"]
            return try await client.call(.post, "/v1/networks", body: body).text("id")
        }
        for webhook in try await client.all("/v1/networks/\(known)/webhooks", limit: 1000)
        where webhook.text("description").hasPrefix(Self.note) {
            _ = try await client.call(.delete, "/v1/networks/\(known)/webhooks/\(webhook.text("id"))")
        }
        let hooks = try await client.call(.get, "/v1/networks/\(known)/hooks")["data"]?.array ?? []
        if hooks.contains(where: { $0.text("kind") == Self.hook }) {
            _ = try await client.call(.delete, "/v1/networks/\(known)/hooks/\(Self.hook)")
        }
        return known
    }
}
