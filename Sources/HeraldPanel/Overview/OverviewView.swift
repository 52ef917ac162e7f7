import HeraldModel
import HeraldOperations
import HeraldStore

/// What a network's first page shows. Every figure is one of the API's `stats`.
struct OverviewView {
    let path: String
    let windows: [WindowLink]
    let tiles: [Tile]
    let outcomes: BarChart
    let latency: LineChart
    let hasTraffic: Bool
    let hasWebhooks: Bool
    let attention: [WebhookRow]
    let calm: [WebhookRow]
    let feed: [FeedRow]
    let mayManage: Bool

    /// A choice of the span.
    struct WindowLink {
        let label: String
        let href: String
        let isCurrent: Bool
    }

    /// One figure with its name.
    struct Tile {
        let name: String
        let figure: String
        let remark: String
        let tone: String
        let href: String?
    }

    private static let spans = [("1h", "hour"), ("24h", "24 hours"), ("7d", "7 days")]

    init(_ visit: Visit) async throws {
        let network = try visit.network
        let operations = visit.operations
        let path = Visit.path(network.id)
        self.path = path
        let asked = visit.query.text("window") ?? ""
        let span = Self.spans.first { $0.0 == asked } ?? Self.spans[0]
        guard let window = StatsWindow(span.0) else { throw OperationError.notFound("window") }
        windows = Self.spans.map {
            WindowLink(label: $0.0 == "1h" ? "1 hour" : $0.1, href: "\(path)?window=\($0.0)", isCurrent: $0.0 == span.0)
        }
        let stats = try await operations.statistics.stats(of: network.id, window: window)
        feed = try await FeedRow.newest(of: network.id, visit)
        let webhooks = try operations.webhooks.all(of: network.id)
        let rows = webhooks.map { webhook in
            WebhookRow(
                webhook, health: operations.lanes.health(of: webhook.id),
                stats: stats.webhooks.first { $0.webhookID == webhook.id }, at: visit.mount)
        }
        attention = rows.filter(\.needsAttention).sorted { $0.urgency > $1.urgency }
        calm = rows.filter { !$0.needsAttention }
        hasWebhooks = !webhooks.isEmpty
        hasTraffic = stats.total.attempts > 0
        mayManage = visit.may(.manage)
        outcomes = BarChart(stats, span: span.1)
        latency = LineChart(stats, span: span.1)
        tiles = Self.tiles(stats, span: span.1, path: path, failing: attention.count)
    }

    private static func tiles(_ stats: NetworkStats, span: String, path: String, failing: Int) -> [Tile] {
        let total = stats.total
        let retried = total.failedAttempts
        let age = stats.oldestWaitingAt.map { "oldest \(Figure.age(from: $0, to: stats.to)) ago" }
        return [
            Tile(
                name: "Events in", figure: Figure.count(stats.accepted), remark: "accepted in the last \(span)",
                tone: "quiet", href: path + "/events"),
            Tile(
                name: "Delivered", figure: Figure.count(total.delivered), remark: "in the last \(span)", tone: "good",
                href: path + "/deliveries?status=delivered"),
            Tile(
                name: "Failed", figure: Figure.count(total.failed),
                remark: total.failed == 0 ? "none given up" : "given up in the last \(span)",
                tone: total.failed == 0 ? "quiet" : "bad", href: path + "/deliveries?status=failed"),
            Tile(
                name: "Waiting", figure: Figure.count(stats.waiting), remark: age ?? "nothing owed",
                tone: stats.waiting == 0 ? "quiet" : "busy",
                href: path + "/deliveries?status=pending&status=waiting"),
            Tile(
                name: "Success rate", figure: Figure.percent(total.successRate),
                remark: "of \(Figure.count(total.delivered + total.failed)) finished deliveries", tone: "quiet",
                href: nil),
            Tile(
                name: "Attempts", figure: Figure.count(total.attempts),
                remark: "requests made; \(Figure.count(retried)) failed", tone: "quiet", href: nil),
            Tile(
                name: "Response time", figure: Figure.duration(microseconds: total.latencyMicroseconds(0.95)),
                remark: "p95; p50 \(Figure.duration(microseconds: total.latencyMicroseconds(0.5))), "
                    + "p99 \(Figure.duration(microseconds: total.latencyMicroseconds(0.99)))",
                tone: "quiet", href: nil),
            Tile(
                name: "Need attention", figure: Figure.count(failing),
                remark: failing == 1 ? "webhook" : "webhooks", tone: failing == 0 ? "quiet" : "bad", href: "#attention"),
        ]
    }
}
