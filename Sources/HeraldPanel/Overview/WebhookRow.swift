import HeraldDelivery
import HeraldModel
import HeraldOperations

/// One webhook in a list, with how it does.
struct WebhookRow {
    let href: String
    let shownURL: String
    let remark: String
    let pill: Pill
    let trouble: String?
    let delivered: String
    let failed: String
    let waiting: String
    let rate: String
    let p95: String
    let hasFailed: Bool
    let hasWaiting: Bool
    let spark: Sparkline?
    let needsAttention: Bool
    /// Whose trouble is greater stands first.
    let urgency: Int

    init(_ webhook: Webhook, health: LaneHealth?, stats: NetworkStats.WebhookStats?, at mount: Mount) {
        let figures = stats?.figures ?? StatsFigures()
        let owed = stats?.waiting ?? 0
        href = mount.path(webhook.networkID, "/webhooks/\(webhook.id)")
        shownURL = ShownURL.text(webhook.url)
        remark = PlainText.visible(webhook.description)
        pill = Pill(webhook, health: health)
        let isFailing = !webhook.isPaused && health?.state != .healthy
        trouble = Self.trouble(webhook, health, owed: owed, failed: figures.failed)
        delivered = Figure.count(figures.delivered)
        failed = Figure.count(figures.failed)
        waiting = Figure.count(owed)
        hasFailed = figures.failed > 0
        hasWaiting = owed > 0
        rate = Figure.percent(figures.successRate)
        p95 = Figure.duration(microseconds: figures.latencyMicroseconds(0.95))
        spark = stats.flatMap(Sparkline.init)
        needsAttention = trouble != nil
        urgency = (isFailing ? 1_000_000_000 : 0) + min(owed, 100_000_000) + min(figures.failed, 100_000_000)
    }

    private static func trouble(_ webhook: Webhook, _ health: LaneHealth?, owed: Int, failed: Int) -> String? {
        if webhook.isPaused {
            return owed > 0 ? "Paused with \(Figure.count(owed)) deliveries waiting." : nil
        }
        guard let health else { return "It cannot be sent to; edit it to see why." }
        if health.state != .healthy {
            return "\(Figure.count(health.consecutiveFailures)) failures in a row; the last was "
                + "\(AttemptReason.short(status: health.lastStatus, error: health.lastError)). Deliveries wait."
        }
        if webhook.isUnresolved { return "Its host name does not resolve." }
        return failed > 0 ? "\(Figure.count(failed)) deliveries were given up." : nil
    }
}
