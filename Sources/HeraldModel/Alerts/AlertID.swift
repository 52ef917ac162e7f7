/// Identifies an alert rule (`alr_…`).
public struct AlertID: Identifier {
    public static let prefix = "alr"
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}
