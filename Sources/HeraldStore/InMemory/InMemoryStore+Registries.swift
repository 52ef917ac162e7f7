public import HeraldModel

extension InMemoryStore {
    public func makeNetworkID() async throws -> NetworkID { try access { NetworkID(rawValue: $0.nextKey()) } }

    public func save(_ network: Network) async throws {
        try access { state in
            guard !state.deletedNetworks.contains(network.id) else { throw StoreError.notFound }
            state.networks[network.id] = network
        }
    }

    public func networks() async throws -> [Network] {
        try access { $0.networks.values.sorted { $0.id < $1.id } }
    }

    public func deleteNetwork(_ id: NetworkID) async throws {
        try access { state in
            guard state.networks.removeValue(forKey: id) != nil else { return }
            state.deletedNetworks.insert(id)
            for webhook in state.webhooks.values where webhook.networkID == id {
                state.deleteWebhook(webhook.id, reason: "The network was deleted.")
            }
            state.keys = state.keys.filter { $0.value.networkID != id }
            for user in state.users.values where user.networkID == id { state.deleteUser(user.id) }
            state.sessions = state.sessions.filter { $0.value.owner != .portal(id) }
            state.documents[id] = nil
            state.sources = state.sources.filter { $0.value.networkID != id }
            state.hooks = state.hooks.filter { $0.key.networkID != id }
            state.commands = state.commands.filter { $0.key.network != id }
            state.consumers = state.consumers.filter { $0.key.networkID != id }
        }
    }

    public func makeWebhookID() async throws -> WebhookID { try access { WebhookID(rawValue: $0.nextKey()) } }

    public func add(_ webhook: Webhook, limit: Int) async throws -> Bool {
        try access { state in
            guard state.networks[webhook.networkID] != nil else { throw StoreError.notFound }
            guard state.owners[webhook.id] == nil else { throw StoreError.conflict }
            let count = state.webhooks.values.count { $0.networkID == webhook.networkID }
            guard count < limit else { return false }
            state.webhooks[webhook.id] = webhook
            state.owners[webhook.id] = webhook.networkID
            return true
        }
    }

    public func update(_ webhook: Webhook) async throws {
        try access { state in
            guard state.webhooks[webhook.id] != nil else { throw StoreError.notFound }
            state.webhooks[webhook.id] = webhook
        }
    }

    public func webhooks() async throws -> [Webhook] {
        try access { $0.webhooks.values.sorted { $0.id < $1.id } }
    }

    public func deleteWebhook(_ id: WebhookID) async throws {
        try access { $0.deleteWebhook(id, reason: "The webhook was deleted.") }
    }

    public func makeKeyID() async throws -> KeyID { try access { KeyID(rawValue: $0.nextKey()) } }

    public func save(_ key: AccessKey) async throws {
        try access { state in
            state.keys = state.keys.filter { $0.value.tokenHash != key.tokenHash }
            state.keys[key.id] = key
        }
    }

    public func keys() async throws -> [AccessKey] {
        try access { $0.keys.values.sorted { $0.id < $1.id } }
    }

    public func deleteKey(_ id: KeyID) async throws {
        try access { _ = $0.keys.removeValue(forKey: id) }
    }
}

extension InMemoryState {
    fileprivate mutating func deleteWebhook(_ id: WebhookID, reason: String) {
        guard webhooks.removeValue(forKey: id) != nil else { return }
        for place in deliveries.indices where deliveries[place].webhookID == id && deliveries[place].status.isOwed {
            finish(at: place, as: .skipped, reason: reason)
        }
        for (replay, value) in replays where value.webhookID == id && !value.state.isFinal {
            replays[replay]?.state = .cancelled
        }
        unfollowAll(of: id)
    }
}
