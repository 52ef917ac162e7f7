import HeraldJSON
public import HeraldModel
public import HeraldStore
import Synchronization

/// Networks, webhooks, keys, hooks and commands in memory: what every request looks up and every event is matched against.
///
/// Loaded once at start; the administrations change it right after the store has. Reads take a short lock and no I/O.
public final class Directory: Sendable {
    struct State {
        var networks: [NetworkID: Network] = [:]
        var webhooks: [WebhookID: Webhook] = [:]
        var routes: [NetworkID: RoutingTable] = [:]
        var keys: [[UInt8]: AccessKey] = [:]
        var credentials = CredentialIndex()
        /// What vendors' APIs keep, by network and name.
        var documents: [NetworkID: [VendorDocumentName: JSONValue]] = [:]
        var hooks: [Hook.Key: Hook] = [:]
        var commands: [NetworkID: [String: ChatCommand]] = [:]
        var consumers: [NetworkID: [String: ReadyConsumer]] = [:]
        var doors: [SourceID: SourceDoor] = [:]
    }

    let state = Mutex(State())

    /// An empty directory.
    public init() {}

    /// Reads everything the store has.
    public init(loading store: some Store) async throws {
        let networks = try await store.networks()
        let webhooks = try await store.webhooks()
        let keys = try await store.keys()
        let hooks = try await store.hooks()
        let commands = try await store.commands()
        let consumers = try await store.consumers()
        let sources = try await store.sources()
        let documents = try await store.documents(named: VendorDocumentName.prefix)
        state.withLock { state in
            for network in networks {
                state.networks[network.id] = network
                state.credentials.put(network)
            }
            for document in documents {
                guard let name = VendorDocumentName(rawValue: document.name) else { continue }
                state.documents[document.networkID, default: [:]][name] = try? JSONValue(parsing: document.body)
            }
            for webhook in webhooks where state.networks[webhook.networkID] != nil {
                state.webhooks[webhook.id] = webhook
            }
            for key in keys { state.keys[key.tokenHash] = key }
            for hook in hooks where state.networks[hook.networkID] != nil { state.hooks[hook.key] = hook }
            for command in commands where state.networks[command.networkID] != nil {
                state.commands[command.networkID, default: [:]][command.name] = command
            }
            for consumer in consumers where state.networks[consumer.networkID] != nil {
                state.consumers[consumer.networkID, default: [:]][consumer.name] = ReadyConsumer(consumer)
            }
            for source in sources where state.networks[source.networkID] != nil { Self.put(source, in: &state) }
            for network in networks { Self.rebuildRoutes(of: network.id, in: &state) }
        }
    }

    /// All networks, oldest first.
    public var networks: [Network] {
        state.withLock { Array($0.networks.values) }.sorted { $0.id < $1.id }
    }

    /// One network.
    public func network(_ id: NetworkID) -> Network? { state.withLock { $0.networks[id] } }

    /// One webhook.
    public func webhook(_ id: WebhookID) -> Webhook? { state.withLock { $0.webhooks[id] } }

    /// All webhooks of all networks, oldest first.
    public var webhooks: [Webhook] {
        state.withLock { Array($0.webhooks.values) }.sorted { $0.id < $1.id }
    }

    /// A network's webhooks, oldest first.
    public func webhooks(of network: NetworkID) -> [Webhook] {
        state.withLock { $0.webhooks.values.filter { $0.networkID == network } }.sorted { $0.id < $1.id }
    }

    /// All keys, oldest first.
    public var keys: [AccessKey] {
        state.withLock { Array($0.keys.values) }.sorted { $0.id < $1.id }
    }

    /// The key with this SHA-256 of its token.
    public func key(tokenHash: [UInt8]) -> AccessKey? { state.withLock { $0.keys[tokenHash] } }

    /// Which webhooks of a network get which events; nil when the network does not exist.
    public func routes(of network: NetworkID) -> RoutingTable? { state.withLock { $0.routes[network] } }

    func put(_ network: Network) {
        state.withLock { state in
            state.networks[network.id] = network
            state.credentials.put(network)
            if state.routes[network.id] == nil { state.routes[network.id] = RoutingTable([]) }
        }
    }

    /// Forgets a network with all that belongs to it.
    /// - Returns: the webhooks that went with it.
    func remove(_ network: NetworkID) -> [WebhookID] {
        state.withLock { state in
            let gone = state.webhooks.values.filter { $0.networkID == network }.map(\.id)
            state.networks[network] = nil
            state.routes[network] = nil
            state.credentials.remove(network)
            state.documents[network] = nil
            for id in gone { state.webhooks[id] = nil }
            state.keys = state.keys.filter { $0.value.networkID != network }
            state.hooks = state.hooks.filter { $0.key.networkID != network }
            state.commands[network] = nil
            state.consumers[network] = nil
            state.doors = state.doors.filter { $0.value.source.networkID != network }
            return gone
        }
    }

    func put(_ webhook: Webhook) {
        state.withLock { state in
            state.webhooks[webhook.id] = webhook
            Self.rebuildRoutes(of: webhook.networkID, in: &state)
        }
    }

    func remove(_ webhook: WebhookID) {
        state.withLock { state in
            guard let removed = state.webhooks.removeValue(forKey: webhook) else { return }
            Self.rebuildRoutes(of: removed.networkID, in: &state)
        }
    }

    func put(_ key: AccessKey) { state.withLock { $0.keys[key.tokenHash] = key } }

    func remove(_ key: KeyID) { state.withLock { $0.keys = $0.keys.filter { $0.value.id != key } } }

    /// The networks of a dialect that know a caller's credential, oldest first.
    func networks(_ dialect: Dialect, _ credential: some StringProtocol) -> [Network] {
        state.withLock { state in
            state.credentials.networks(dialect, credential).compactMap { state.networks[$0] }
        }
    }

    /// What a vendor's API keeps about a network.
    func vendorDocument(_ name: VendorDocumentName, of network: NetworkID) -> JSONValue? {
        state.withLock { $0.documents[network]?[name] }
    }

    /// Whether a network's webhooks are switched on. Off, its events reach no webhook.
    public func sendsWebhooks(_ network: NetworkID) -> Bool {
        state.withLock { Self.sendsWebhooks(network, $0) }
    }

    func put(_ document: JSONValue, as name: VendorDocumentName, of network: NetworkID) {
        state.withLock { state in
            guard state.networks[network] != nil else { return }
            state.documents[network, default: [:]][name] = document
            Self.rebuildRoutes(of: network, in: &state)
        }
    }

    private static func sendsWebhooks(_ network: NetworkID, _ state: State) -> Bool {
        state.documents[network]?[.socialplus]?["webhookEnabled"]?.bool ?? true
    }

    private static func rebuildRoutes(of network: NetworkID, in state: inout State) {
        guard sendsWebhooks(network, state) else {
            state.routes[network] = RoutingTable([])
            return
        }
        state.routes[network] = RoutingTable(
            state.webhooks.values.filter { $0.networkID == network }.sorted { $0.id < $1.id })
    }
}
