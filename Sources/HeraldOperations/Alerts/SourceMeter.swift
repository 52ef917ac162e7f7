import HeraldModel

/// Measures what comes in by the gateway's sources. One that is switched off is not measured.
struct SourceMeter: AlertMeter {
    let directory: Directory
    /// Since when this server counts.
    let startedAt: Timestamp

    func measures(_ metric: AlertRule.Metric, of subject: AlertRule.Subject) -> Bool {
        guard case .source = subject else { return false }
        return metric == .successRate || metric == .silence
    }

    func knows(_ subject: AlertRule.Subject, of network: NetworkID) -> Bool { door(subject, of: network) != nil }

    func readings(for rules: [AlertRule], of network: NetworkID, at now: Timestamp) async throws -> [AlertID: Double] {
        var readings: [AlertID: Double] = [:]
        for rule in rules {
            guard let door = door(rule.subject, of: network), door.source.isEnabled else { continue }
            readings[rule.id] =
                rule.metric == .silence
                ? silence(of: door, for: rule, at: now)
                : door.stats.successRate(minutes: rule.windowMinutes, minimum: rule.minimum, before: now)
        }
        return readings
    }

    /// Seconds since the newest genuine request, a repeat too. What came before a restart is not known: until something
    /// comes, the silence is at least as long as the server runs, which says nothing as long as it is too short to fire.
    private func silence(of door: SourceDoor, for rule: AlertRule, at now: Timestamp) -> Double? {
        let last = door.stats.snapshot.lastEventAt
        let start = last ?? max(door.source.createdAt, startedAt)
        let seconds = Double(max(0, now.milliseconds - start.milliseconds)) / 1000
        let isExact = last != nil || door.source.createdAt >= startedAt
        return isExact || rule.isMet(by: seconds) ? seconds : nil
    }

    private func door(_ subject: AlertRule.Subject, of network: NetworkID) -> SourceDoor? {
        guard case .source(let text) = subject, let door = SourceID(text).flatMap(directory.door),
            door.source.networkID == network
        else { return nil }
        return door
    }
}
