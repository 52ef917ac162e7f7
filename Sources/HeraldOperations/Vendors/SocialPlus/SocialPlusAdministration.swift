import HeraldJSON
public import HeraldModel

/// What social.plus's own API does: the network's switch and its registered callbacks
/// (`reference/social-plus.md` §4). The callbacks are all webhooks of the network.
public struct SocialPlusAdministration: Sendable {
    let webhooks: WebhookAdministration
    let hooks: HookAdministration
    let documents: VendorDocuments

    /// Whether the network sends webhooks at all. On, unless it was switched off.
    public func isEnabled(_ network: NetworkID) -> Bool { webhooks.directory.sendsWebhooks(network) }

    /// Switches a network's webhooks on or off. Off, nothing can be registered and nothing new is sent.
    public func setEnabled(_ isEnabled: Bool, of id: NetworkID) async throws {
        try await webhooks.gate.run {
            _ = try webhooks.requireNetwork(id)
            var document = documents.document(.socialplus, of: id)
            document["webhookEnabled"] = .bool(isEnabled)
            try await documents.save(document, as: .socialplus, of: id)
        }
    }

    /// Registers a callback for all events. Its secret is made here.
    ///
    /// It is tried as often as social.plus does; the native API changes that.
    public func register(_ callbackURL: String, in network: NetworkID) async throws -> Webhook {
        try await webhooks.create(["url": .string(callbackURL), "retry": ["policy": "vendor"]], in: network).webhook
    }

    /// A network's pre-hook; nil when there is none.
    public func preHook(of network: NetworkID) -> Hook? {
        webhooks.directory.hook(Hook.Key(networkID: network, kind: .preHook))
    }

    /// Sets the network's pre-hook (`reference/social-plus.md` §11); what is nil stays.
    /// - Returns: the hook, and its secret when it is new or was made anew.
    public func setPreHook(_ change: PreHookChange, of network: NetworkID) async throws -> HookResult {
        var fields = JSONObject()
        fields["url"] = change.callbackURL.map(JSONValue.string)
        fields["enabled"] = change.isEnabled.map(JSONValue.bool)
        fields["onFailure"] = change.defaultAction.map { .string($0.rawValue) }
        let result =
            preHook(of: network) == nil
            ? try await hooks.put(.preHook, of: network, .object(fields))
            : try await hooks.update(.preHook, of: network, .object(fields))
        guard change.regeneratesKey, result.secret == nil else { return result }
        return try await hooks.regenerateKey(.preHook, of: network)
    }
}
