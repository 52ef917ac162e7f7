import HeraldModel

/// Where a page stands: in the panel, or in the portal that a network's customers see. Both show the same pages.
enum Mount: Sendable {
    case panel, portal

    /// What all of its paths start with.
    var base: String {
        switch self {
        case .panel: "/panel"
        case .portal: "/portal"
        }
    }

    /// The path of a network's page.
    func path(_ network: NetworkID, _ rest: String = "") -> String { "\(base)/networks/\(network)\(rest)" }
}
