import HeraldCatalogue
public import HeraldModel
import HeraldReceiver

/// A source made ready to take requests: keys are derived once, not for every request.
public final class SourceDoor: Sendable {
    public let source: Source
    /// What came in since the server started. Outlives changes of the source.
    public let stats: SourceStats
    /// The largest body taken, as it comes and inflated.
    let bodyLimit: Int
    private let receiver: Receiver
    private let allowed: [CIDR]?
    private let hasExpiringSecret: Bool

    init(_ source: Source, stats: SourceStats, bodyLimit: Int) {
        self.source = source
        self.stats = stats
        self.bodyLimit = bodyLimit
        allowed = source.allowedAddresses.map { Self.ranges($0, of: source.provider) }
        hasExpiringSecret = source.secrets.contains { $0.expiresAt != nil }
        receiver = Self.receiver(source, source.secrets, bodyLimit: bodyLimit)
    }

    /// Checks requests with the secrets that are valid at `now`.
    func receiver(at now: Timestamp) -> Receiver {
        guard hasExpiringSecret else { return receiver }
        let valid = source.secrets.filter { secret in secret.expiresAt.map { $0 > now } ?? true }
        return Self.receiver(source, valid, bodyLimit: bodyLimit)
    }

    /// Whether requests may come from this address; one that is not known is let in only where all are.
    func admits(_ client: IPAddress?) -> Bool {
        guard let allowed else { return true }
        guard let client else { return false }
        return allowed.contains { $0.contains(client) }
    }

    private static func ranges(_ texts: [String], of provider: Dialect) -> [CIDR] {
        texts.flatMap { text in
            text == Source.providerAddresses
                ? ProviderAddresses.ranges(of: provider) ?? [] : CIDR(text).map { [$0] } ?? []
        }
    }

    private static func receiver(_ source: Source, _ secrets: [SourceSecret], bodyLimit: Int) -> Receiver {
        Receiver(
            provider: Provider(source.provider),
            credentials: secrets.map { Receiver.Credential(secret: $0.value, apiKey: $0.apiKey) },
            options: Receiver.Options(maxBodyBytes: bodyLimit))
    }
}

extension Provider {
    /// Whose webhooks a dialect is the format of.
    init(_ dialect: Dialect) {
        switch dialect {
        case .socialplus: self = .socialplus
        case .sendbird: self = .sendbird
        case .stream: self = .stream
        case .standard: self = .standard
        }
    }
}
