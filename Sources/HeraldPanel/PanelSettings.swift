/// What the operator says about the panel.
public struct PanelSettings: Sendable {
    /// Whether browsers may send the session's cookie by https only, whatever the request came by.
    public var requiresHTTPS = false

    /// What the panel tells about the server; nil where nobody says.
    public var facts: ServerFacts?

    /// The defaults.
    public init() {}
}
