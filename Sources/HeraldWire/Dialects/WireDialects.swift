public import HeraldModel

/// The dialects this version can speak.
public enum WireDialects {
    /// The dialect with its default options.
    public static func wire(for dialect: Dialect) throws(WireError) -> any WireDialect {
        switch dialect {
        case .socialplus: SocialPlusDialect()
        case .sendbird, .stream, .standard: throw WireError.dialectUnavailable(dialect)
        }
    }

    /// The dialects ``wire(for:)`` answers.
    public static let available: [Dialect] = [.socialplus]
}
