/// The vendor credentials a network acts under. Encrypted at rest, never logged; printing them shows nothing.
public enum NetworkCredentials: Hashable, Sendable {
    /// The dialect knows none besides webhook secrets: social.plus, Standard Webhooks.
    case none
    /// Sendbird's.
    case sendbird(SendbirdCredentials)
    /// Stream's.
    case stream(StreamCredentials)

    /// Sendbird's, if that is what they are.
    public var sendbird: SendbirdCredentials? {
        if case .sendbird(let credentials) = self { credentials } else { nil }
    }

    /// Stream's, if that is what they are.
    public var stream: StreamCredentials? {
        if case .stream(let credentials) = self { credentials } else { nil }
    }

    /// The secret that signs the requests of `dialect` which have none of their own; nil when the credentials are
    /// none or another dialect's.
    public func signingSecret(for dialect: Dialect) -> String? {
        switch (dialect, self) {
        case (.sendbird, .sendbird(let credentials)): credentials.masterAPIToken
        case (.stream, .stream(let credentials)): credentials.signingKey?.apiSecret
        default: nil
        }
    }
}

extension NetworkCredentials: CustomStringConvertible, CustomReflectable {
    public var description: String {
        switch self {
        case .none: "none"
        case .sendbird, .stream: "(credentials)"
        }
    }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
