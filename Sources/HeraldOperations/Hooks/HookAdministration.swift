import HeraldHooks
public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Sets, changes and removes the synchronous hooks of networks, in store and registry together.
public struct HookAdministration: Sendable {
    private let store: any Store
    private let directory: Directory
    private let vetter: any HostVetter
    private let caller: HookCaller
    private let gate: ChangeGate
    private let clock: WallClock

    init(
        store: any Store, directory: Directory, vetter: any HostVetter, caller: HookCaller, gate: ChangeGate,
        clock: WallClock
    ) {
        self.store = store
        self.directory = directory
        self.vetter = vetter
        self.caller = caller
        self.gate = gate
        self.clock = clock
    }

    /// A network's hooks, in the order of ``HeraldModel/Hook/Kind``.
    public func all(of network: NetworkID) throws(OperationError) -> [Hook] {
        guard directory.network(network) != nil else { throw .notFound("network") }
        return Hook.Kind.allCases.compactMap { directory.hook(Hook.Key(networkID: network, kind: $0)) }
    }

    /// A network's hook of one kind.
    public func hook(_ kind: Hook.Kind, of network: NetworkID) throws(OperationError) -> Hook {
        guard let hook = directory.hook(Hook.Key(networkID: network, kind: kind)) else { throw .notFound("hook") }
        return hook
    }

    /// Sets a hook from `{"url","timeoutMs"?,"overallTimeoutMs"?,"onFailure"?,"shadow"?,"enabled"?,"secret"?}`.
    ///
    /// What is not named gets its default, but for the secret: a hook that was there keeps its own, and one is made
    /// where the network's credentials do not sign. The answer carries the secret when it is new.
    public func put(_ kind: Hook.Kind, of networkID: NetworkID, _ body: JSONValue) async throws -> HookResult {
        let now = clock.now
        guard let network = directory.network(networkID) else { throw OperationError.notFound("network") }
        var draft = Hook(networkID: networkID, kind: kind, url: "", secrets: [], createdAt: now)
        var reader = FieldReader(body)
        reader.require("url")
        let fields = HookFields(&reader, to: &draft, dialect: network.dialect)
        try reader.finish()
        draft.isUnresolved = try await vetter.isUnresolved(draft.url) ?? false
        let checked = draft
        return try await gate.run {
            let old = directory.hook(checked.key)
            var secret = fields.secret.given
            // A vendor that signs with the app's credentials does so here too.
            if secret == nil, old == nil, network.signingSecret(for: network.dialect) == nil {
                secret = fields.secret.make(for: network.dialect)
            }
            let hook = Hook(
                networkID: networkID, kind: kind, url: checked.url,
                secrets: secret.map { [WebhookSecret(value: $0, createdAt: now)] } ?? old?.secrets ?? [],
                createdAt: old?.createdAt ?? now,
                attemptTimeoutMilliseconds: checked.attemptTimeoutMilliseconds,
                overallTimeoutMilliseconds: checked.overallTimeoutMilliseconds, onFailure: checked.onFailure,
                isShadow: checked.isShadow, isEnabled: checked.isEnabled, isUnresolved: checked.isUnresolved)
            return HookResult(hook: try await save(hook), secret: secret, isNew: old == nil)
        }
    }

    /// Changes what `body` names; null puts an optional setting back to its default.
    public func update(_ kind: Hook.Kind, of networkID: NetworkID, _ body: JSONValue) async throws -> HookResult {
        // Resolving takes time, so it happens before the gate is taken.
        let current = try hook(kind, of: networkID)
        var isUnresolved: Bool?
        if let url = body["url"]?.string, url != current.url { isUnresolved = try await vetter.isUnresolved(url) }
        let unresolved = isUnresolved
        return try await gate.run {
            guard let network = directory.network(networkID) else { throw OperationError.notFound("network") }
            var changed = try hook(kind, of: networkID)
            var reader = FieldReader(body)
            let fields = HookFields(&reader, to: &changed, dialect: network.dialect)
            try reader.finish()
            changed.isUnresolved = unresolved ?? changed.isUnresolved
            let given = fields.secret.given
            if let given { changed.secrets = [WebhookSecret(value: given, createdAt: clock.now)] }
            return HookResult(hook: try await save(changed), secret: given, isNew: false)
        }
    }

    /// Sets a new secret of the hook's own, which signs from now on.
    public func regenerateKey(
        _ kind: Hook.Kind, of networkID: NetworkID, _ body: JSONValue = [:]
    ) async throws -> HookResult {
        var reader = FieldReader(body)
        let fields = SecretFields(&reader, takesSecret: false)
        guard let dialect = directory.network(networkID)?.dialect else { throw OperationError.notFound("network") }
        fields.check(&reader, for: dialect)
        try reader.finish()
        return try await gate.run {
            var changed = try hook(kind, of: networkID)
            let secret = fields.make(for: dialect, replacing: changed.secrets.first?.value)
            changed.secrets = [WebhookSecret(value: secret, createdAt: clock.now)]
            return HookResult(hook: try await save(changed), secret: secret, isNew: false)
        }
    }

    /// Removes a hook. From then on everything is let through.
    public func delete(_ kind: Hook.Kind, of networkID: NetworkID) async throws {
        try await gate.run {
            let key = try hook(kind, of: networkID).key
            try await OperationError.translating("hook") { try await store.deleteHook(key) }
            directory.remove(key)
            caller.forget(key)
        }
    }

    /// Writes a hook, then tells the registry. Runs inside the gate.
    private func save(_ changed: Hook) async throws -> Hook {
        var hook = changed
        hook.updatedAt = clock.now
        let saved = hook
        try await OperationError.translating("network") { try await store.save(saved) }
        directory.put(saved)
        return saved
    }
}
