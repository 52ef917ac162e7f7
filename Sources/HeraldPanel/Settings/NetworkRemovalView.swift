import HeraldModel
import HeraldOperations

/// The page that asks for a network's name before it is deleted.
struct NetworkRemovalView {
    let action: String
    let back: String
    let shownName: String
    let webhookCount: String
    let problem: String?

    init(_ visit: Visit, problem: String? = nil) throws {
        let network = try visit.network
        back = visit.path(network.id, "/settings")
        action = back + "/delete"
        shownName = PlainText.visible(network.name)
        let count = visit.operations.directory.webhooks(of: network.id).count
        webhookCount = count == 1 ? "1 webhook" : "\(Figure.count(count)) webhooks"
        self.problem = problem
    }
}
