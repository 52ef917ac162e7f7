import HeraldModel
import HeraldOperations

/// What the list of webhooks shows.
struct WebhooksView {
    let path: String
    let rows: [WebhookRow]
    let countWord: String
    let mayManage: Bool

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
        countWord = webhooks.count == 1 ? "1 webhook" : "\(Figure.count(webhooks.count)) webhooks"
        mayManage = visit.may(.manage)
    }
}
