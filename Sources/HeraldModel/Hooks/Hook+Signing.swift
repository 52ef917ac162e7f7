extension Hook {
    /// The secrets that sign its requests, newest first: its own, else the network's credential. Empty when there is
    /// neither.
    public func signingSecrets(in network: Network) -> [WebhookSecret] {
        guard secrets.isEmpty else { return secrets }
        return [network.signingSecret(for: network.dialect)].compactMap(\.self)
    }
}
