public import HeraldModel

/// Why something cannot be put on the wire.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable code.
    public let code: Code
    /// What is wrong and what to do.
    public let description: String

    /// The stable name of what is wrong.
    public enum Code: String, Hashable, Sendable {
        /// This version does not speak the dialect.
        case dialectUnavailable = "dialect_unavailable"
    }

    /// This version does not speak `dialect`.
    public static func dialectUnavailable(_ dialect: Dialect) -> WireError {
        let names = WireDialects.available.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return WireError(
            code: .dialectUnavailable,
            description: "dialect '\(dialect.rawValue)' is not available in this version; use \(names)")
    }
}
