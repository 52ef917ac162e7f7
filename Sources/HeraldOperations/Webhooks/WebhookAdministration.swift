public import HeraldDelivery
public import HeraldJSON
public import HeraldModel
import HeraldStore
import HeraldWire

/// Creates, changes, rotates, tests, pauses and removes webhooks, in store, registry and engine together.
public struct WebhookAdministration: Sendable {
    let store: any Store
    let directory: Directory
    let engine: any DeliveryControl
    let vetter: any HostVetter
    let certificates: any CertificateInspector
    let gate: ChangeGate
    let dialects: [Dialect]
    let limits: OperationLimits
    let clock: WallClock

    /// How long an old secret stays valid unless the rotation says otherwise, in seconds.
    public static let overlapSeconds: Int64 = 0
    /// How many secrets one webhook keeps, the current one included.
    static let keptSecrets = 5

    /// How many webhooks a network may have.
    public var mostPerNetwork: Int { limits.webhooksPerNetwork }

    /// A network's webhooks, oldest first.
    public func all(of network: NetworkID) throws(OperationError) -> [Webhook] {
        guard directory.network(network) != nil else { throw .notFound("network") }
        return directory.webhooks(of: network)
    }

    /// One webhook of a network.
    public func webhook(_ id: WebhookID, of network: NetworkID) throws(OperationError) -> Webhook {
        guard let webhook = directory.webhook(id), webhook.networkID == network else { throw .notFound("webhook") }
        return webhook
    }

    /// Registers a webhook. The answer carries its secret, once.
    public func create(_ body: JSONValue, in networkID: NetworkID) async throws -> WebhookResult {
        let network = try requireNetwork(networkID)
        guard directory.sendsWebhooks(networkID) else { throw OperationError.webhooksSwitchedOff }
        let now = clock.now
        var draft = Webhook(
            id: WebhookID(rawValue: 0), networkID: networkID, url: "", secrets: [], createdAt: now)
        var fields = WebhookFields(network: network, tls: tlsFields)
        var reader = FieldReader(body)
        reader.require("url")
        fields.apply(&reader, to: &draft)
        let secretFields = SecretFields(&reader, takesSecret: true)
        let dialect = draft.effectiveDialect(in: network)
        secretFields.check(&reader, for: dialect)
        try reader.finish()
        try requireAvailable(dialect)
        if let given = secretFields.given {
            draft.secrets = [WebhookSecret(value: given, createdAt: now)]
        } else if network.signingSecret(for: dialect) == nil {
            draft.secrets = [WebhookSecret(value: secretFields.make(for: dialect), createdAt: now)]
        }
        draft.isUnresolved = try await vetter.isUnresolved(draft.url) ?? false
        let checked = draft
        let warnings = fields.warnings
        return try await gate.run {
            let network = try requireNetwork(networkID)
            let id = try await OperationError.translating("network") { try await store.makeWebhookID() }
            let webhook = try await add(checked.with(id: id), to: network)
            return WebhookResult(
                webhook: webhook, secret: webhook.signingSecrets(in: network).first?.value, warnings: warnings)
        }
    }

    /// Changes what `body` names; null puts an optional setting back to its default.
    public func update(_ id: WebhookID, of networkID: NetworkID, _ body: JSONValue) async throws -> WebhookResult {
        // Resolving takes time, so it happens before the gate is taken.
        let url = body["url"]?.string
        let current = try webhook(id, of: networkID)
        var isUnresolved: Bool?
        if let url, url != current.url { isUnresolved = try await vetter.isUnresolved(url) }
        let unresolved = isUnresolved
        return try await gate.run {
            let network = try requireNetwork(networkID)
            var changed = try webhook(id, of: networkID)
            var fields = WebhookFields(network: network, tls: tlsFields)
            var reader = FieldReader(body)
            fields.apply(&reader, to: &changed)
            reader.refuse("secret", "is changed by POST …/rotate-secret")
            reader.refuse("paused", "is changed by POST …/pause and …/resume")
            let dialect = changed.effectiveDialect(in: network)
            if dialect == .standard, changed.secrets.contains(where: { StandardSecret($0.value) == nil }) {
                reader.fail(
                    "dialect",
                    FieldProblem("needs a secret that starts with 'whsec_' or 'whsk_'; call …/rotate-secret first"))
            }
            try reader.finish()
            try requireAvailable(dialect)
            changed.isUnresolved = unresolved ?? changed.isUnresolved
            // The network's credential signed until now, and is none of the new dialect.
            var secret: String?
            if changed.signingSecrets(in: network).isEmpty {
                let made =
                    dialect == .standard ? SecretMaker.standardSecret(.shared) : SecretMaker.webhookSecret()
                changed.secrets = [WebhookSecret(value: made, createdAt: clock.now)]
                secret = made
            }
            let webhook = try await save(changed, of: network)
            return WebhookResult(webhook: webhook, secret: secret, warnings: fields.warnings)
        }
    }

    /// Removes a webhook. What it was still owed is skipped; its history stays readable.
    public func delete(_ id: WebhookID, of networkID: NetworkID) async throws {
        try await gate.run {
            _ = try webhook(id, of: networkID)
            try await remove(id)
        }
    }

    /// Removes a webhook from store, registry and engine. Runs inside the gate.
    func remove(_ id: WebhookID) async throws {
        try await OperationError.translating("webhook") { try await store.deleteWebhook(id) }
        directory.remove(id)
        engine.remove(id)
    }

    /// Stops or resumes sending. Deliveries wait meanwhile; nothing is lost.
    public func setPaused(_ isPaused: Bool, _ id: WebhookID, of networkID: NetworkID) async throws -> Webhook {
        try await gate.run {
            let network = try requireNetwork(networkID)
            var webhook = try webhook(id, of: networkID)
            guard webhook.isPaused != isPaused else { return webhook }
            webhook.isPaused = isPaused
            return try await save(webhook, of: network)
        }
    }

    /// Opens the lanes of all webhooks: once, when the engine starts.
    /// - Returns: the webhooks that cannot be sent to, with the reason.
    public func openLanes() -> [(webhook: WebhookID, error: EndpointError)] {
        var failures: [(webhook: WebhookID, error: EndpointError)] = []
        for webhook in directory.webhooks {
            guard let network = directory.network(webhook.networkID) else { continue }
            do throws(EndpointError) {
                try engine.put(webhook, of: network)
            } catch {
                failures.append((webhook.id, error))
            }
        }
        return failures
    }

    /// Writes a new webhook, then tells engine and registry. Runs inside the gate.
    func add(_ webhook: Webhook, to network: Network) async throws -> Webhook {
        try await OperationError.translating("network") {
            guard try await store.add(webhook, limit: limits.webhooksPerNetwork) else {
                throw OperationError.webhookLimit(limits.webhooksPerNetwork)
            }
        }
        do throws(EndpointError) {
            // The lane is there before the first event can be routed to it.
            try engine.put(webhook, of: network)
        } catch {
            try await OperationError.translating("webhook") { try await store.deleteWebhook(webhook.id) }
            throw OperationError.unusableEndpoint(error)
        }
        directory.put(webhook)
        return webhook
    }

    /// Writes a changed webhook, then tells engine and registry. Runs inside the gate.
    func save(_ changed: Webhook, of network: Network) async throws -> Webhook {
        var webhook = changed
        webhook.updatedAt = clock.now
        let saved = webhook
        try await OperationError.translating("webhook") { try await store.update(saved) }
        do throws(EndpointError) {
            try engine.put(saved, of: network)
        } catch {
            throw OperationError.unusableEndpoint(error)
        }
        directory.put(saved)
        return saved
    }

    private var tlsFields: TLSFields { TLSFields(inspector: certificates, now: clock.now) }

    func requireNetwork(_ id: NetworkID) throws(OperationError) -> Network {
        guard let network = directory.network(id) else { throw .notFound("network") }
        return network
    }

    private func requireAvailable(_ dialect: Dialect) throws(OperationError) {
        guard dialects.contains(dialect) else {
            throw .dialectUnavailable(dialect.rawValue, available: dialects.map(\.rawValue))
        }
    }
}

extension Webhook {
    /// The same settings under a new identity.
    fileprivate func with(id: WebhookID) -> Webhook {
        Webhook(
            id: id, networkID: networkID, url: url, secrets: secrets, createdAt: createdAt, events: events,
            filter: filter, dialect: dialect, description: description, ordering: ordering,
            timeoutMilliseconds: timeoutMilliseconds, retry: retry, headers: headers,
            rateLimitPerSecond: rateLimitPerSecond, maxConcurrency: maxConcurrency,
            legacySignature: legacySignature, resigns: resigns, tls: tls, isPaused: isPaused,
            isUnresolved: isUnresolved, options: options
        )
    }
}
