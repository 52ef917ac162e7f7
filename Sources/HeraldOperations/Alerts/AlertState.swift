public import HeraldModel

/// Where a rule stands: quiet, pending while its condition holds but not for long enough, firing. Knows no clock.
public enum AlertState: Hashable, Sendable {
    case quiet
    /// The condition has held since then.
    case pending(since: Timestamp)
    /// The rule has fired then, and its condition has not ended.
    case firing(since: Timestamp)

    /// What a reading can bring about.
    public enum Turn: Hashable, Sendable {
        case fired(since: Timestamp)
        case resolved(since: Timestamp)
    }

    /// Since when the rule fires.
    public var firingSince: Timestamp? {
        guard case .firing(let since) = self else { return nil }
        return since
    }

    /// Takes a reading.
    ///
    /// Without a value nothing is known: what fires goes on firing, since nothing says it is over, and what is pending
    /// begins anew, since nothing says it held.
    ///
    /// - Parameters:
    ///   - value: what was measured; nil when there was too little to judge by.
    ///   - rule: the condition.
    ///   - now: when it was measured.
    public mutating func take(_ value: Double?, for rule: AlertRule, at now: Timestamp) -> Turn? {
        switch (self, value.map(rule.isMet)) {
        case (.firing, true), (.firing, nil): return nil
        case (.firing(let since), false):
            self = .quiet
            return .resolved(since: since)
        case (_, false), (_, nil):
            self = .quiet
            return nil
        case (.quiet, true): return hold(since: now, for: rule.forSeconds, at: now)
        // A clock that was set back must not make it wait longer than asked.
        case (.pending(let since), true): return hold(since: min(since, now), for: rule.forSeconds, at: now)
        }
    }

    private mutating func hold(since: Timestamp, for seconds: Int64, at now: Timestamp) -> Turn? {
        guard now.milliseconds - since.milliseconds >= seconds * 1000 else {
            self = .pending(since: since)
            return nil
        }
        self = .firing(since: now)
        return .fired(since: now)
    }
}
