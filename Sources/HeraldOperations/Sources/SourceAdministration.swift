public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Opens, changes and closes the gateway's doors, in store and registry together.
public struct SourceAdministration: Sendable {
    private let store: any Store
    private let directory: Directory
    private let gate: ChangeGate
    private let clock: WallClock
    private let refusals: SourceRefusals

    /// How many sources one network may have.
    static let sourcesPerNetwork = 100
    /// How long an old secret stays valid unless the rotation says otherwise: a day.
    public static let overlapSeconds: Int64 = 86_400

    init(store: any Store, directory: Directory, gate: ChangeGate, clock: WallClock, refusals: SourceRefusals) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.clock = clock
        self.refusals = refusals
    }

    /// A network's sources, oldest first.
    public func all(of network: NetworkID) throws(OperationError) -> [SourceDoor] {
        guard directory.network(network) != nil else { throw .notFound("network") }
        return directory.doors(of: network)
    }

    /// One source of a network, with what came in by it.
    public func door(_ id: SourceID, of network: NetworkID) throws(OperationError) -> SourceDoor {
        guard let door = directory.door(id), door.source.networkID == network else { throw .notFound("source") }
        return door
    }

    /// The latest requests a source refused, newest first. They are forgotten with the process.
    public func refusals(of id: SourceID, in network: NetworkID) throws(OperationError) -> [SourceRefusal] {
        refusals.newestFirst(of: try door(id, of: network).source.id)
    }

    /// Opens a source from `{"provider","secrets","name"?,"enabled"?}`.
    public func create(_ body: JSONValue, in networkID: NetworkID) async throws -> SourceDoor {
        let now = clock.now
        var reader = FieldReader(body)
        let provider = reader.required("provider", FieldRule<Dialect>.choice)
        reader.require("secrets")
        var draft = Source(
            id: SourceID(rawValue: 0), networkID: networkID, name: "", provider: provider ?? .standard, secrets: [],
            createdAt: now)
        if provider == nil {
            for key in ["name", "enabled", "allowedAddresses", "secrets"] { reader.ignore(key) }
        } else {
            SourceFields.apply(&reader, to: &draft, now: now)
        }
        try reader.finish()
        let checked = draft
        return try await gate.run {
            guard try all(of: networkID).count < Self.sourcesPerNetwork else {
                throw OperationError.sourceLimit(Self.sourcesPerNetwork)
            }
            let id = try await OperationError.translating("network") { try await store.makeSourceID() }
            return try await save(
                Source(
                    id: id, networkID: networkID, name: checked.name, provider: checked.provider,
                    secrets: checked.secrets, createdAt: now, allowedAddresses: checked.allowedAddresses,
                    isEnabled: checked.isEnabled))
        }
    }

    /// Changes what `body` names. `secrets` replaces all there are.
    public func update(_ id: SourceID, of networkID: NetworkID, _ body: JSONValue) async throws -> SourceDoor {
        try await gate.run {
            var changed = try door(id, of: networkID).source
            var reader = FieldReader(body)
            SourceFields.apply(&reader, to: &changed, now: clock.now)
            reader.refuse("provider", "cannot be changed; make another source")
            try reader.finish()
            return try await save(changed)
        }
    }

    /// Adds a secret from `{"secret","apiKey"?,"overlapSeconds"?}` and lets the others of the same API key expire.
    public func rotate(_ id: SourceID, of networkID: NetworkID, _ body: JSONValue) async throws -> SourceDoor {
        try await gate.run {
            var changed = try door(id, of: networkID).source
            let now = clock.now
            var reader = FieldReader(body)
            let overlap = reader.optional("overlapSeconds", .integer(0...31_536_000)) ?? Self.overlapSeconds
            let text = reader.required("secret", .text(1...512))
            let apiKey = reader.optional("apiKey", .text(1...128))
            var secret: SourceSecret?
            if let text {
                var given: JSONValue = ["secret": .string(text)]
                if let apiKey { given = ["secret": .string(text), "apiKey": .string(apiKey)] }
                do throws(FieldProblem) {
                    secret = try SourceFields.secret(for: changed.provider, now: now).read(given)
                } catch {
                    reader.fail("secret", error)
                }
            }
            try reader.finish()
            guard let secret else { throw OperationError.notFound("secret") }
            let end = Timestamp(milliseconds: now.milliseconds + overlap * 1000)
            let others = changed.secrets.filter { $0.value != secret.value }.map { old in
                var old = old
                if old.apiKey == secret.apiKey { old.expiresAt = min(old.expiresAt ?? end, end) }
                return old
            }
            let valid = others.filter { old in old.expiresAt.map { $0 > now } ?? true }
            changed.secrets = Array(([secret] + valid).prefix(SourceFields.secretCount.upperBound))
            return try await save(changed)
        }
    }

    /// Closes a source. Its events stay.
    public func delete(_ id: SourceID, of networkID: NetworkID) async throws {
        try await gate.run {
            _ = try door(id, of: networkID)
            try await OperationError.translating("source") { try await store.deleteSource(id) }
            directory.remove(id)
            refusals.forget(id)
        }
    }

    /// Writes a source, then tells the registry. Runs inside the gate.
    private func save(_ changed: Source) async throws -> SourceDoor {
        var source = changed
        source.updatedAt = clock.now
        let saved = source
        try await OperationError.translating("network") { try await store.save(saved) }
        directory.put(saved)
        return try door(saved.id, of: saved.networkID)
    }
}
