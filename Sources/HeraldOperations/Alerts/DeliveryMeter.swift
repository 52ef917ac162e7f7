import HeraldModel

/// Measures what becomes of deliveries, at one webhook or in the network as a whole.
struct DeliveryMeter: AlertMeter {
    let statistics: Statistics
    let directory: Directory

    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool {
        switch (metric, subject) {
        case (.successRate, .network), (.successRate, .webhook), (.lag, .network), (.lag, .webhook): true
        default: false
        }
    }

    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool {
        guard case .webhook(let id) = subject else { return directory.network(network) != nil }
        return directory.webhook(id)?.networkID == network
    }

    /// Asks once per window, however many rules share it; lag is in every answer.
    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double] {
        let rates = Dictionary(grouping: rules.filter { $0.metric == .successRate }, by: \.windowMinutes)
        let lags = rules.filter { $0.metric == .lag }
        var readings: [AlertID: Double] = [:]
        var latest: NetworkStats?
        for (minutes, rules) in rates {
            let stats = try await stats(of: network, minutes: minutes)
            latest = stats
            for rule in rules { readings[rule.id] = Self.rate(rule, in: stats) }
        }
        guard !lags.isEmpty else { return readings }
        let stats: NetworkStats
        if let latest { stats = latest } else { stats = try await self.stats(of: network, minutes: 1) }
        for rule in lags { readings[rule.id] = Self.lag(rule, in: stats) }
        return readings
    }

    private func stats(of network: NetworkID, minutes: Int64) async throws -> NetworkStats {
        guard let window = StatsWindow("\(minutes)m") else { throw OperationError.notFound("window") }
        return try await statistics.stats(of: network, window: window)
    }

    private static func rate(_ rule: AlertRule, in stats: NetworkStats) -> Double? {
        guard let figures = rule.webhook == nil ? stats.total : share(of: rule, in: stats)?.figures,
            Int64(figures.delivered + figures.failed) >= rule.minimum
        else { return nil }
        return figures.successRate
    }

    private static func lag(_ rule: AlertRule, in stats: NetworkStats) -> Double? {
        (rule.webhook == nil ? stats.waiting : share(of: rule, in: stats)?.waiting).map(Double.init)
    }

    private static func share(of rule: AlertRule, in stats: NetworkStats) -> NetworkStats.WebhookStats? {
        stats.webhooks.first { $0.webhookID == rule.webhook }
    }
}

extension AlertRule {
    /// The webhook it is about.
    var webhook: WebhookID? {
        guard case .webhook(let id) = subject else { return nil }
        return id
    }
}
