package import HeraldModel

/// Keeps a lane from sending to a receiver that fails, but for one probe now and then.
///
/// Closed until failures in a row, or too many of the last 64, open it. After a pause it is half-open: one request, a
/// real delivery, is the probe. Its success closes the breaker, its failure opens it for longer.
package struct Breaker {
    package enum State: Hashable {
        case closed
        case open(until: Timestamp)
        /// The next request is the probe.
        case halfOpen
        case probing(token: UInt64)
    }

    /// What the owner should hear.
    package enum Announcement: Hashable {
        case failing
        /// It failed from this moment on.
        case recovered(since: Timestamp)
    }

    package private(set) var state = State.closed
    /// Failures since the last sign of life.
    private(set) var failuresInARow = 0
    /// When the first of them was.
    private(set) var failingSince: Timestamp?
    /// The last 64 attempts, a set bit for each failure.
    private var history: UInt64 = 0
    /// How often it opened without proving itself in between.
    private var openings = 0
    private var lastPause: Int64 = 0
    private var closedAt: Timestamp?
    /// Since when it fails, once that is announced and until its end is.
    private var announcedOutage: Timestamp?
    private var announcedAt: Timestamp?

    /// A breaker that closed must stay so for this many times its last pause, or its next pause is longer still.
    static let proof: Int64 = 10

    /// A closed breaker.
    package init() {}

    /// Whether a success would change nothing.
    var isUntroubled: Bool {
        guard history == 0, failuresInARow == 0, case .closed = state else { return false }
        return true
    }
    /// When it lets a probe through; nil unless it is open.
    var probeAt: Timestamp? { if case .open(let until) = state { until } else { nil } }

    /// Hears that a request came back and the receiver is alive.
    /// - Returns: whether that closed the breaker.
    package mutating func succeeded(token: UInt64, at now: Timestamp) -> Bool {
        guard state != .closed else {
            note(isFailure: false)
            failuresInARow = 0
            failingSince = nil
            return false
        }
        // Others were started before it opened: they prove nothing about now.
        guard state == .probing(token: token) else { return false }
        state = .closed
        closedAt = now
        history = 0
        failuresInARow = 0
        failingSince = nil
        return true
    }

    /// Hears that a request started at `start` failed for the receiver's sake.
    /// - Returns: whether that opened the breaker, for the first time or again.
    package mutating func failed(
        token: UInt64, startedAt start: Timestamp, at now: Timestamp, settings: BreakerSettings,
        random: inout some RandomNumberGenerator
    ) -> Bool {
        if state == .closed, let closedAt, start < closedAt { return false }
        failuresInARow += 1
        if failingSince == nil { failingSince = now }
        switch state {
        case .closed:
            note(isFailure: true)
            guard
                failuresInARow >= settings.failuresInARow || history.nonzeroBitCount >= settings.failuresOf64
            else { return false }
            if let closedAt, now.milliseconds - closedAt.milliseconds >= Self.proof * lastPause { openings = 0 }
        case .probing(token): break
        case .open, .halfOpen, .probing: return false
        }
        openings += 1
        let grown = settings.firstPauseMilliseconds << Int64(min(openings - 1, 20))
        let longest = min(settings.longestPauseMilliseconds, grown)
        lastPause = Int64.random(in: longest / 2...longest, using: &random)
        state = .open(until: now.advanced(byMilliseconds: lastPause))
        return true
    }

    /// Ends the pause when it is over.
    package mutating func wake(at now: Timestamp) {
        if case .open(let until) = state, until <= now { state = .halfOpen }
    }

    /// Ends the pause early: something about the receiver has changed.
    mutating func endPause() {
        if case .open = state { state = .halfOpen }
    }

    /// Hears that a request starts. The first one while half-open is the probe.
    package mutating func started(token: UInt64) {
        if state == .halfOpen { state = .probing(token: token) }
    }

    /// Hears that a request ended without telling anything.
    package mutating func vanished(token: UInt64) {
        if state == .probing(token: token) { state = .halfOpen }
    }

    /// What should be announced now: each failure once, and its end. A breaker that opens and closes all the time is
    /// announced now and then.
    mutating func takeAnnouncement(at now: Timestamp, settings: BreakerSettings) -> Announcement? {
        if state == .closed {
            guard let since = announcedOutage else { return nil }
            announcedOutage = nil
            return .recovered(since: since)
        }
        if let announcedAt, now.milliseconds - announcedAt.milliseconds < settings.quietMilliseconds { return nil }
        guard announcedOutage == nil else { return nil }
        announcedOutage = failingSince ?? now
        announcedAt = now
        return .failing
    }

    private mutating func note(isFailure: Bool) { history = history << 1 | (isFailure ? 1 : 0) }
}
