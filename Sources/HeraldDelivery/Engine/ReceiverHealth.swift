import HeraldModel

/// What a lane knows of its receiver, and what follows for its next requests: window, breaker, and pauses asked for.
struct ReceiverHealth {
    private(set) var window: AdaptiveWindow
    private(set) var breaker = Breaker()
    /// Nothing starts before: the receiver asked for that.
    private(set) var heldUntil: Timestamp?
    /// The pause after another refusal for overload, while one request at a time is too much already.
    private var pause: Int64 = 0
    /// The status of the last failure that had one.
    private(set) var lastStatus: Int?
    /// The code of the last failure without an answer.
    private(set) var lastError: String?

    /// The longest a `Retry-After` holds the whole lane, in milliseconds. Then a request asks again.
    static let longestHold: Int64 = 600_000
    static let shortestPause: Int64 = 100
    static let longestPause: Int64 = 10_000

    init(maxConcurrency: Int) { window = AdaptiveWindow(ceiling: maxConcurrency) }

    /// What an observation changed.
    struct Change {
        /// The breaker opened or closed.
        var isTurn = false
        /// Look again at this moment.
        var wakeAt: Timestamp?
    }

    /// Whether a success would change nothing.
    var isUntroubled: Bool { window.isOpen && pause == 0 && breaker.isUntroubled }

    /// Whether one more request may start beside those under way.
    func allows(underWay: Int, _ settings: LaneSettings) -> Bool {
        guard heldUntil == nil else { return false }
        let limit =
            switch breaker.state {
            case .closed: window.limit
            // The probe does not wait for those that were under way when the breaker opened.
            case .halfOpen: settings.maxConcurrency
            case .open, .probing: 0
            }
        // A legacy request may come along.
        return underWay + (settings.sendsLegacyRequest && limit > 1 ? 1 : 0) < limit
    }

    /// Takes what came of a request.
    mutating func observe(
        _ result: AttemptResult, startedAt start: Timestamp, at now: Timestamp, settings: BreakerSettings,
        random: inout some RandomNumberGenerator
    ) -> Change {
        var change = Change()
        let sign = ReceiverSign(result.outcome)
        switch sign {
        case .well, .rejecting:
            pause /= 2
            if pause < Self.shortestPause { pause = 0 }
            window.succeeded()
            change.isTurn = breaker.succeeded(token: result.token, at: now)
            if change.isTurn { window.restart() }
        case .throttling, .overloaded, .broken:
            (lastStatus, lastError) = (result.status, result.error)
            let isNews = sign != .broken && window.overloaded(startedAt: start, at: now)
            if let asked = asked(by: result.outcome, isNews: isNews), asked > 0 {
                let until = now.advanced(byMilliseconds: min(asked, Self.longestHold))
                heldUntil = max(heldUntil ?? until, until)
                change.wakeAt = heldUntil
            }
            // Of a burst of 429 the first counts: the window answers to them, unless there is nothing else. A probe always
            // tells.
            guard sign != .throttling || isNews || breaker.state != .closed else { break }
            change.isTurn = breaker.failed(
                token: result.token, startedAt: start, at: now, settings: settings, random: &random)
            if change.isTurn, let probeAt = breaker.probeAt { change.wakeAt = max(change.wakeAt ?? probeAt, probeAt) }
        }
        return change
    }

    /// The pause an answer asks of the whole lane, in words or by its status alone.
    private mutating func asked(by outcome: AttemptOutcome, isNews: Bool) -> Int64? {
        guard case .refused(let status, let retryAfter) = outcome, status == 429 || status == 503 else { return nil }
        if let retryAfter { return retryAfter }
        guard isNews, window.limit == 1 else { return nil }
        pause = min(Self.longestPause, max(Self.shortestPause, pause * 2))
        return pause
    }

    /// Ends what has had its time.
    mutating func wake(at now: Timestamp) {
        if let until = heldUntil, until <= now { heldUntil = nil }
        breaker.wake(at: now)
    }

    /// Takes a changed setting. Whatever was changed may have helped: a request may ask now.
    mutating func change(maxConcurrency: Int) {
        window.setCeiling(maxConcurrency)
        heldUntil = nil
        breaker.endPause()
    }

    mutating func started(token: UInt64) { breaker.started(token: token) }
    mutating func vanished(token: UInt64) { breaker.vanished(token: token) }

    mutating func takeAnnouncement(at now: Timestamp, settings: BreakerSettings) -> Breaker.Announcement? {
        breaker.takeAnnouncement(at: now, settings: settings)
    }
}
