import HTTPTypes
import HeraldOperations

extension PanelRoutes {
    /// The server itself.
    mutating func addAbout() {
        add(.get, "/panel/about", needs: .read) { visit in
            visit.page("about", title: "About", current: .about, try await AboutView(visit))
        }
    }
}
