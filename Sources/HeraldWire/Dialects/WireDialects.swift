public import HeraldModel

/// The dialects this version can speak.
public enum WireDialects {
    /// The wire format a webhook is sent in, with its own options and its network's names. A network of another dialect
    /// has no application id and no API key; its own id stands for them.
    public static func wire(for webhook: Webhook, of network: Network) throws(WireError) -> any WireDialect {
        try wire(for: webhook.effectiveDialect(in: network), of: network, options: webhook.options)
    }

    /// A dialect as a network speaks it.
    public static func wire(
        for dialect: Dialect, of network: Network, options: DialectOptions = DialectOptions()
    ) throws(WireError) -> any WireDialect {
        switch dialect {
        case .socialplus: SocialPlusDialect()
        case .sendbird:
            SendbirdDialect(
                appID: network.credentials.sendbird?.appID ?? network.id.description,
                includeMembers: options.includeMembers, includeUnreadCount: options.includeUnreadCount)
        case .stream:
            StreamDialect(
                apiKey: network.credentials.stream?.signingKey?.apiKey ?? network.id.description,
                compression: options.compression)
        case .standard: StandardDialect()
        }
    }

    /// The dialect with its default options.
    public static func wire(for dialect: Dialect) throws(WireError) -> any WireDialect {
        switch dialect {
        case .socialplus: SocialPlusDialect()
        case .sendbird: SendbirdDialect()
        case .stream: StreamDialect()
        case .standard: StandardDialect()
        }
    }

    /// The dialects ``wire(for:)`` answers.
    public static let available: [Dialect] = [.socialplus, .sendbird, .stream, .standard]
}
