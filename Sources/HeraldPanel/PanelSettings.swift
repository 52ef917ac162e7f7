/// What the operator says about the panel.
public struct PanelSettings: Sendable {
    /// Whether browsers may send the session's cookie by https only, whatever the request came by.
    public var requiresHTTPS = false

    /// The defaults.
    public init() {}
}
