/// Identifies a session of the panel (`ses_…`). It is a name, not the token.
public struct SessionID: Identifier {
    public static let prefix = "ses"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
