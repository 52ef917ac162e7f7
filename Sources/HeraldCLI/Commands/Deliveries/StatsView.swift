import HeraldJSON

/// Shows delivery statistics.
enum StatsView {
    /// The network's line, then one for each webhook.
    static func table(_ stats: JSONValue) -> Table {
        var table = Table([
            "WEBHOOK", .number("EVENTS IN"), .number("DELIVERED"), .number("FAILED"), .number("WAITING"),
            "OLDEST WAITING", .number("SUCCESS"),
            .number("P50 MS"), .number("P95 MS"), .number("P99 MS"),
        ])
        table.add(["all"] + cells(totals(of: stats)))
        for webhook in webhooks(of: stats) { table.add([name(of: webhook)] + cells(webhook)) }
        return table
    }

    /// The counts over all webhooks.
    static func totals(of stats: JSONValue) -> JSONValue { stats["total"] ?? stats["totals"] ?? stats["all"] ?? stats }

    /// The counts of each webhook.
    static func webhooks(of stats: JSONValue) -> [JSONValue] {
        stats["webhooks"]?.array ?? stats["perWebhook"]?.array ?? []
    }

    /// The id of the webhook a line is about.
    static func name(of webhook: JSONValue) -> String {
        ["webhookId", "webhook", "id"].lazy.map { webhook.text($0) }.first { !$0.isEmpty } ?? ""
    }

    private static func cells(_ counts: JSONValue) -> [String] {
        let latency = counts["latency"] ?? counts["latencyMs"] ?? counts
        return ["accepted", "delivered", "failed", "waiting", "oldestWaitingAt"].map(counts.text)
            + [percent(counts["successRate"])] + ["p50", "p95", "p99"].map(latency.text)
    }

    /// A share from 0 to 1 as a percentage with one digit.
    static func percent(_ share: JSONValue?) -> String {
        guard case .number(let number) = share, number.double.isFinite else { return "" }
        let tenths = Int((number.double * 1000).rounded(.down))
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
