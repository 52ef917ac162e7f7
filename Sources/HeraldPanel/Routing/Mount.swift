import HeraldModel
import HeraldOperations

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

    /// Whether somebody who signed in there may come in here: sessions of one are unknown to the other.
    func admits(_ visitor: Visitor) -> Bool {
        switch (self, visitor.session.owner) {
        case (.panel, .key), (.panel, .user), (.portal, .portal): true
        case (.panel, .portal), (.portal, .key), (.portal, .user): false
        }
    }

    /// The path of a network's page.
    func path(_ network: NetworkID, _ rest: String = "") -> String { "\(base)/networks/\(network)\(rest)" }
}
