import HeraldModel

/// Measures how far pull consumers are behind: what they have not looked at and what they have not acknowledged.
struct ConsumerMeter: AlertMeter {
    let consumers: Consumers
    let directory: Directory

    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool {
        guard case .consumer = subject else { return false }
        return metric == .lag
    }

    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool {
        guard case .consumer(let name) = subject else { return false }
        return directory.consumer(Consumer.Key(networkID: network, name: name)) != nil
    }

    /// Asks once per consumer, however many rules are about it.
    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double] {
        var readings: [AlertID: Double] = [:]
        for (subject, rules) in Dictionary(grouping: rules, by: \.subject) {
            guard case .consumer(let name) = subject,
                let behind = try await behind(Consumer.Key(networkID: network, name: name))
            else { continue }
            for rule in rules { readings[rule.id] = Double(behind) }
        }
        return readings
    }

    /// - Returns: nil when the consumer is gone meanwhile.
    private func behind(_ key: Consumer.Key) async throws -> Int? {
        do {
            let state = try await consumers.consumer(key).state
            return state.lag + (state.isLagMore ? 1 : 0) + state.leased + state.waiting
        } catch let error as OperationError where error.kind == .notFound {
            return nil
        }
    }
}
