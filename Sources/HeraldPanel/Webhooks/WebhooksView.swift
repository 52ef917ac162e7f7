import HeraldModel
import HeraldOperations

/// What the list of webhooks shows.
struct WebhooksView {
    let path: String
    let rows: [WebhookRow]
    let countWord: String
    let mayManage: Bool
    /// Why there may be no more; nil while there may.
    let limit: String?

    init(_ visit: Visit) async throws {
        let network = try visit.network
        path = visit.path(network.id)
        guard let window = StatsWindow("24h") else { throw OperationError.notFound("window") }
        let stats = try await visit.operations.statistics.stats(of: network.id, window: window)
        let webhooks = try visit.operations.webhooks.all(of: network.id)
        rows = webhooks.map { webhook in
            WebhookRow(
                webhook, health: visit.operations.lanes.health(of: webhook.id),
                stats: stats.webhooks.first { $0.webhookID == webhook.id }, at: visit.mount)
        }
        let most = visit.operations.webhooks.mostPerNetwork
        countWord = "\(Figure.count(webhooks.count)) of \(Figure.count(most)) webhooks"
        mayManage = visit.may(.manage)
        limit = webhooks.count < most ? nil : Self.limit(most)
    }

    private static func limit(_ most: Int) -> String {
        "This network has all the webhooks it may have: \(Figure.count(most)). Every event is matched against, and may "
            + "be sent to, each of them; the limit keeps one network from multiplying its load. Delete one that is no "
            + "longer needed, let one receiver take several types, or ask the operator to raise "
            + "limits.webhooksPerNetwork."
    }
}
