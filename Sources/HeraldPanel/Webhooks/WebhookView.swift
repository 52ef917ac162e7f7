import HeraldModel
import HeraldOperations
import HeraldStore

/// What a webhook's page shows.
struct WebhookView {
    let path: String
    let network: String
    let fullURL: String
    let webhookID: String
    /// Where its events are sent again; nil in the portal, which has no replays.
    let replayHref: String?
    let about: String
    let row: WebhookRow
    let settings: [Fact]
    let deliveries: [DeliveryRow]
    let isPaused: Bool
    let mayManage: Bool
    let managedBy: String?
    let testTypes: [String]
    /// The secret, right after it was made: its only showing.
    var secret: String?
    /// Its secrets, when somebody asked to see them.
    var revealed: [RevealedSecret] = []
    /// Whether it has secrets of its own to show.
    let hasSecrets: Bool
    var warnings: [String] = []
    var test: TestView?
    var testProblem: String?

    /// One secret that still counts.
    struct RevealedSecret {
        let value: String
        /// Nil for the newest, which stays.
        let end: Moment?
    }

    private static let recent = 10

    init(_ webhook: Webhook, _ visit: Visit) async throws {
        let home = try visit.network
        let operations = visit.operations
        path = visit.path(home.id, "/webhooks/\(webhook.id)")
        network = visit.path(home.id)
        // A query may be a credential: who may not change a webhook does not see it.
        fullURL = visit.may(.manage) ? PlainText.visible(webhook.url) : ShownURL.text(webhook.url)
        webhookID = webhook.id.description
        replayHref = visit.mount == .panel ? network + "/replays/new?webhook=\(webhook.id)" : nil
        about = PlainText.visible(webhook.description)
        guard let window = StatsWindow("24h") else { throw OperationError.notFound("window") }
        let stats = try await operations.statistics.stats(of: home.id, window: window)
        row = WebhookRow(
            webhook, health: operations.lanes.health(of: webhook.id),
            stats: stats.webhooks.first { $0.webhookID == webhook.id }, at: visit.mount)
        settings = Self.settings(webhook, home, showsValues: visit.may(.manage))
        var query = DeliveryQuery(limit: Self.recent)
        query.webhook = webhook.id
        let page = try await operations.inspection.deliveries(of: home.id, matching: query)
        deliveries = page.elements.map { DeliveryRow($0, of: home.id, visit) }
        isPaused = webhook.isPaused
        hasSecrets = !webhook.secrets.isEmpty
        mayManage = visit.may(.manage)
        managedBy = operations.directory.manager(of: webhook)?.rawValue
        testTypes = EventPicker.types(of: home.dialect).filter { webhook.wants(type: $0) }
    }

    private static func settings(_ webhook: Webhook, _ network: Network, showsValues: Bool) -> [Fact] {
        var settings = [
            Fact(name: "Events", setting: webhook.events.map(\.description).joined(separator: ", ")),
            Fact(name: "Dialect", setting: (webhook.dialect ?? network.dialect).title),
            Fact(name: "Ordering", setting: webhook.ordering.title),
            Fact(name: "Retry", setting: webhook.retry.title),
            Fact(
                name: "Timeout",
                setting: webhook.timeoutMilliseconds.map { "\(Figure.count($0)) ms" } ?? "the dialect's"),
            Fact(
                name: "Rate limit", setting: webhook.rateLimitPerSecond.map { "\(Figure.count($0)) a second" } ?? "none"
            ),
            Fact(
                name: "Requests at once",
                setting: webhook.maxConcurrency.map { Figure.count($0) } ?? "the server's default"),
            Fact(
                name: "Signed with", setting: webhook.secrets.isEmpty ? "the network's credential" : "its own secret"),
        ]
        for header in webhook.headers {
            settings.append(
                Fact(name: header.name, setting: showsValues ? PlainText.visible(header.value) : "(hidden)"))
        }
        for old in webhook.secrets.dropFirst() {
            guard let end = old.expiresAt else { continue }
            settings.append(Fact(name: "Earlier secret", setting: "valid until", moments: [Moment(end)]))
        }
        if webhook.filter != nil { settings.append(Fact(name: "Payload filter", setting: "set by the API")) }
        if webhook.tls != nil { settings.append(Fact(name: "Certificates", setting: "set by the API")) }
        return settings
    }
}
