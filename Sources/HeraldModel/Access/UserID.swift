/// Identifies a user of the panel (`usr_…`).
public struct UserID: Identifier {
    public static let prefix = "usr"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
