extension Webhook {
    /// The wire format it is sent in.
    public func effectiveDialect(in network: Network) -> Dialect { dialect ?? network.dialect }

    /// The secrets that sign its requests, newest first: its own, else the network's credential. Empty when there is
    /// neither.
    public func signingSecrets(in network: Network) -> [WebhookSecret] {
        guard secrets.isEmpty else { return secrets }
        return [network.signingSecret(for: effectiveDialect(in: network))].compactMap(\.self)
    }
}

extension Network {
    /// The credential that signs requests of `dialect` which have no secret of their own, as a secret.
    public func signingSecret(for dialect: Dialect) -> WebhookSecret? {
        credentials.signingSecret(for: dialect).map { WebhookSecret(value: $0, createdAt: createdAt) }
    }
}
