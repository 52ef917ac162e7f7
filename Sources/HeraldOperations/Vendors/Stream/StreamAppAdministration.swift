import FoundationEssentials
import HeraldJSON
public import HeraldModel
import HeraldStore

/// The app settings of Stream's API, kept as webhooks and hooks of the network.
public struct StreamAppAdministration: Sendable {
    let webhooks: WebhookAdministration
    let networks: NetworkAdministration
    let hooks: HookAdministration
    let documents: VendorDocuments
    let clock: WallClock

    static let pendingHookLimit = 2

    /// A network's app.
    public func app(of id: NetworkID) throws(OperationError) -> StreamApp {
        let network = try networks.network(id)
        let state = state(of: id)
        var app = StreamApp(name: network.name)
        app.webhookURL = state.flat?.url ?? ""
        app.webhookEvents = state.flat?.eventTypes ?? []
        app.hooks = state.hooks
        app.queue = state.queue
        if let hook = hook(.beforeMessageSend, of: id) {
            app.beforeMessageSendURL = hook.url
            app.beforeMessageSendTimeoutMilliseconds = hook.attemptTimeoutMilliseconds ?? 0
        } else {
            app.beforeMessageSendTimeoutMilliseconds = state.beforeMessageSendTimeout
        }
        app.customActionURL = hook(.customCommand, of: id)?.url ?? ""
        return app
    }

    /// Applies a change; what it leaves out keeps its value.
    ///
    /// Everything is checked before anything changes; the parts are then changed one after the other.
    public func update(_ change: StreamAppChange, of id: NetworkID) async throws -> StreamApp {
        let unresolved = try await checkURLs(of: change, in: id)
        try await webhooks.gate.run {
            let network = try webhooks.requireNetwork(id)
            let before = state(of: id)
            var after = before
            try apply(change, to: &after)
            try await carry(after, before: before, in: network, unresolved: unresolved)
        }
        if let name = change.name, !name.isEmpty {
            _ = try await networks.update(id, ["name": .string(name)])
        }
        try await setHook(
            .beforeMessageSend, of: id, url: change.beforeMessageSendURL,
            timeout: change.beforeMessageSendTimeoutMilliseconds)
        try await setHook(.customCommand, of: id, url: change.customActionURL, timeout: nil)
        return try app(of: id)
    }

    private func apply(_ change: StreamAppChange, to state: inout StreamState) throws {
        let now = clock.now
        if let url = change.webhookURL {
            if url.isEmpty {
                state.flat = nil
            } else {
                state.flat = state.flat ?? StreamHook(id: "webhook_url", kind: .webhook, createdAt: now)
                state.flat?.url = url
            }
        }
        if let events = change.webhookEvents { state.flat?.eventTypes = events }
        for (name, value) in change.queue {
            let keeps = StreamHook.secretMembers.contains(name) && value == StreamHook.hidden
            if !keeps { state.queue[name] = value.isEmpty ? nil : value }
        }
        if let timeout = change.beforeMessageSendTimeoutMilliseconds {
            state.beforeMessageSendTimeout = timeout
        }
        guard let wanted = change.hooks else { return }
        let known = Dictionary(state.hooks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        state.hooks = wanted.map { draft in
            var hook = draft
            if let old = known[hook.id] { hook.inherit(from: old) }
            if hook.id.isEmpty { hook.id = UUID().uuidString.lowercased() }
            hook.updatedAt = now
            return hook
        }
        try Self.check(state.hooks)
    }

    /// Brings the webhooks in line with the hooks.
    ///
    /// Webhooks that are to go, go first, and new ones' ids are written down before they exist: a crash in between
    /// leaves no webhook that nobody knows.
    private func carry(
        _ wanted: StreamState, before: StreamState, in network: Network, unresolved: Set<String>
    ) async throws {
        var state = wanted
        let gone = before.webhookIDs.subtracting(state.webhookIDs)
        let new = state.carried.count { $0.webhookID == nil }
        let others = webhooks.directory.webhooks(of: network.id).count - gone.count
        guard others + new <= webhooks.limits.webhooksPerNetwork else {
            throw OperationError.webhookLimit(webhooks.limits.webhooksPerNetwork)
        }
        for webhook in gone.sorted() { try await webhooks.remove(webhook) }
        if state.flat != nil, state.flat?.webhookID == nil {
            state.flat?.webhookID = try await makeID()
        }
        for index in state.hooks.indices where state.hooks[index].kind == .webhook {
            if state.hooks[index].webhookID == nil { state.hooks[index].webhookID = try await makeID() }
        }
        try await documents.save(state.stored, as: .stream, of: network.id)
        for hook in state.carried {
            guard let webhookID = hook.webhookID else { continue }
            _ = try await webhooks.put(
                ManagedWebhook(
                    id: webhookID, url: hook.url, events: hook.patterns,
                    description: "Stream's \(hook.id == "webhook_url" ? hook.id : "event hook \(hook.id)")",
                    isUnresolved: unresolved.contains(hook.url)),
                of: network)
        }
    }

    private func makeID() async throws -> WebhookID {
        try await OperationError.translating("network") { try await webhooks.store.makeWebhookID() }
    }

    /// Checks every URL that is new.
    /// - Returns: those whose hosts do not resolve yet.
    private func checkURLs(of change: StreamAppChange, in id: NetworkID) async throws -> Set<String> {
        let known = Set(state(of: id).carried.map(\.url))
        var wanted = [("webhook_url", change.webhookURL ?? "")]
        for hook in change.hooks ?? [] where hook.kind == .webhook {
            wanted.append(("webhook_url", hook.url))
        }
        wanted.append(("before_message_send_hook_url", change.beforeMessageSendURL ?? ""))
        wanted.append(("custom_action_handler_url", change.customActionURL ?? ""))
        var unresolved: Set<String> = []
        for (field, url) in wanted where !url.isEmpty && !known.contains(url) {
            let checked =
                field == "custom_action_handler_url" ? url.replacing("{type}", with: "type") : url
            if try await webhooks.checkURL(checked, field: field) { unresolved.insert(url) }
        }
        return unresolved
    }

    private func setHook(_ kind: Hook.Kind, of id: NetworkID, url: String?, timeout: Int64?)
        async throws
    {
        let current = hook(kind, of: id)
        if let url, url.isEmpty {
            if current != nil { try await hooks.delete(kind, of: id) }
            return
        }
        var body = JSONObject()
        body["url"] = url.map(JSONValue.string)
        if kind == .beforeMessageSend {
            let wanted = timeout ?? (current == nil ? state(of: id).beforeMessageSendTimeout : nil)
            body["timeoutMs"] = wanted.map { $0 == 0 ? .null : .number(.init($0)) }
        }
        if current != nil, !body.isEmpty {
            _ = try await hooks.update(kind, of: id, .object(body))
        } else if url != nil {
            _ = try await hooks.put(kind, of: id, .object(body))
        }
    }

    private func hook(_ kind: Hook.Kind, of id: NetworkID) -> Hook? {
        webhooks.directory.hook(Hook.Key(networkID: id, kind: kind))
    }

    private func state(of id: NetworkID) -> StreamState {
        StreamState(documents.document(.stream, of: id)) { [directory = webhooks.directory] webhook in
            directory.webhook(webhook).flatMap { $0.networkID == id ? $0 : nil }
        }
    }

    private static func check(_ hooks: [StreamHook]) throws(OperationError) {
        func refuse(_ detail: String) -> OperationError {
            .invalidFields([FieldError(pointer: "/event_hooks", detail: detail)])
        }
        guard hooks.count <= StreamApp.hookLimit else {
            throw refuse("'event_hooks' may have at most \(StreamApp.hookLimit) entries")
        }
        guard Set(hooks.map(\.id)).count == hooks.count else {
            throw refuse("'event_hooks' names an id twice")
        }
        guard hooks.count(where: { $0.kind == .pendingMessage }) <= pendingHookLimit else {
            throw refuse("'event_hooks' may have at most \(pendingHookLimit) of the type pending_message")
        }
    }
}
