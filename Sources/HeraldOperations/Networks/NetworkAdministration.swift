import HeraldDelivery
import HeraldHooks
public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Creates, changes and removes networks, in store, registry and engine together.
public struct NetworkAdministration: Sendable {
    private let store: any Store
    private let directory: Directory
    private let engine: any DeliveryControl
    private let hooks: HookCaller
    private let gate: ChangeGate
    private let dialects: [Dialect]
    private let clock: WallClock

    init(
        store: any Store, directory: Directory, engine: any DeliveryControl, hooks: HookCaller, gate: ChangeGate,
        dialects: [Dialect], clock: WallClock
    ) {
        self.store = store
        self.directory = directory
        self.engine = engine
        self.hooks = hooks
        self.gate = gate
        self.dialects = dialects
        self.clock = clock
    }

    /// All networks, oldest first.
    public var all: [Network] { directory.networks }

    /// One network.
    public func network(_ id: NetworkID) throws(OperationError) -> Network {
        guard let network = directory.network(id) else { throw .notFound("network") }
        return network
    }

    /// Creates a network from `{"name","dialect","region"?,"validation"?,"credentials"?}`.
    public func create(_ body: JSONValue) async throws -> Network {
        var reader = FieldReader(body)
        let name = reader.required("name", .text(1...128))
        let dialect = reader.required("dialect", FieldRule<Dialect>.choice)
        let region = reader.optional("region", .text(1...64))
        var validation = Validation.warn
        reader.update(&validation, "validation", cleared: .warn, .choice)
        let now = clock.now
        let credentials = dialect.map { dialect in
            reader.optional("credentials", CredentialFields(dialect: dialect, now: now).rule)
                ?? CredentialMaker.credentials(for: dialect, at: now)
        }
        if dialect == nil { reader.ignore("credentials") }
        try reader.finish()
        guard let name, let dialect, let credentials else { throw OperationError.invalidFields(reader.errors) }
        try requireAvailable(dialect)
        return try await gate.run { [validation] in
            try await OperationError.translating("network") {
                let network = Network(
                    id: try await store.makeNetworkID(), name: name, dialect: dialect, createdAt: now,
                    region: region, validation: validation, credentials: credentials)
                try await store.save(network)
                directory.put(network)
                return network
            }
        }
    }

    /// Changes what `body` names: `name`, `region`, `validation`, `credentials`, `portal`. New credentials sign from now on, also
    /// what is still owed; null has them made anew.
    public func update(_ id: NetworkID, _ body: JSONValue) async throws -> Network {
        try await gate.run {
            var network = try self.network(id)
            var reader = FieldReader(body)
            reader.update(&network.name, "name", .text(1...128))
            reader.update(&network.region, "region", cleared: .some(nil), FieldRule<String>.text(1...64).optional)
            reader.update(&network.validation, "validation", cleared: .warn, .choice)
            let now = clock.now
            reader.update(
                &network.credentials, "credentials",
                cleared: CredentialMaker.credentials(for: network.dialect, at: now),
                CredentialFields(dialect: network.dialect, current: network.credentials, now: now).rule)
            reader.update(
                &network.portal, "portal", cleared: PortalSettings(epoch: network.portal.epoch),
                PortalFields.rule(network.portal))
            reader.refuse("dialect", "cannot be changed; create another network for another dialect")
            try reader.finish()
            network.updatedAt = now
            let changed = network
            try await OperationError.translating("network") { try await store.save(changed) }
            directory.put(changed)
            for webhook in directory.webhooks(of: id) { try? engine.put(webhook, of: changed) }
            return changed
        }
    }

    /// Removes a network with its webhooks, keys, hooks and commands. What it was still owed is skipped.
    public func delete(_ id: NetworkID) async throws {
        try await gate.run {
            _ = try self.network(id)
            try await OperationError.translating("network") { try await store.deleteNetwork(id) }
            for webhook in directory.remove(id) { engine.remove(webhook) }
            hooks.forget(id)
        }
    }

    private func requireAvailable(_ dialect: Dialect) throws(OperationError) {
        guard dialects.contains(dialect) else {
            throw .dialectUnavailable(dialect.rawValue, available: dialects.map(\.rawValue))
        }
    }
}
