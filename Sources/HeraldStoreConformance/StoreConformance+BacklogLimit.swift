import HeraldModel
public import HeraldStore

extension StoreConformance {
    /// Tries the backlog limit on an empty store whose networks may owe two deliveries. The limit is a driver's
    /// setting, so this is no case of ``cases``.
    /// - Throws: ``ConformanceFailure``, or what the store threw.
    public static func checkBacklogLimitOfTwo(_ store: any Store) async throws {
        let time = Timestamp(milliseconds: 1_767_312_000_000)
        let network = Network(id: try await store.makeNetworkID(), name: "n", dialect: .standard, createdAt: time)
        let other = Network(id: try await store.makeNetworkID(), name: "o", dialect: .standard, createdAt: time)
        try await store.save(network)
        try await store.save(other)
        var webhooks: [WebhookID] = []
        for owner in [network, other] {
            let webhook = Webhook(
                id: try await store.makeWebhookID(), networkID: owner.id, url: "http://a.example", secrets: [],
                createdAt: time)
            let isAdded = try await store.add(webhook, limit: 1)
            try check(isAdded, "the first webhook must be added")
            webhooks.append(webhook.id)
        }
        let event = { (target: WebhookID?) in
            NewEvent(type: "a", data: [], occurredAt: time, targets: target.map { [$0] } ?? [])
        }
        _ = try await store.append([event(webhooks[0])], to: network.id)
        try await checkThrows(.backlogFull, "an append over the limit") {
            try await store.append([event(webhooks[0]), event(webhooks[0])], to: network.id)
        }
        _ = try await store.append([event(webhooks[0]), event(nil)], to: network.id)
        // What makes no delivery and what belongs to others is taken.
        _ = try await store.append([event(nil)], to: network.id)
        _ = try await store.append([event(webhooks[1])], to: other.id)
        try check(try await store.backlog(), is: [webhooks[0]: 2, webhooks[1]: 1], "the backlog")
        let owed = try await store.owed(to: webhooks[0], after: nil, limit: 1)
        let delivery = try require(owed.first, "an owed delivery")
        let attempt = Attempt(number: 1, startedAt: time, durationMicroseconds: 1, status: 200, error: nil)
        try await store.settle([
            Settlement(deliveryID: delivery.id, webhookID: webhooks[0], attempt: attempt, decision: .delivered)
        ])
        _ = try await store.append([event(webhooks[0])], to: network.id)
    }
}
