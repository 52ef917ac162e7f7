import HeraldModel

/// How many requests a lane may have under way: halved when its receiver does not keep up, and opened again by its
/// successes.
///
/// It begins fully open, so that a healthy receiver never waits for it.
struct AdaptiveWindow: Hashable {
    /// From 1 to the ceiling.
    private(set) var limit: Int
    private var ceiling: Int
    /// Below it each success opens the window by one, so it doubles each round trip; from it on, as many successes as
    /// the window is wide do.
    private var threshold: Int
    /// Successes since the window last changed.
    private var successes = 0
    /// Requests started until then belong to a cohort that was already answered for: one burst of failures halves once.
    private var reducedAt: Timestamp?

    /// What a window restarts at.
    static let restartLimit = 2

    init(ceiling: Int) {
        limit = max(1, ceiling)
        self.ceiling = limit
        threshold = limit
    }

    /// Whether no success can open it further.
    var isOpen: Bool { limit == ceiling }

    mutating func setCeiling(_ new: Int) {
        let new = max(1, new)
        limit = isOpen ? new : min(limit, new)
        threshold = threshold == ceiling ? new : min(threshold, new)
        ceiling = new
    }

    mutating func succeeded() {
        guard limit < ceiling else { return }
        successes += 1
        guard limit < threshold || successes >= limit else { return }
        limit += 1
        successes = 0
    }

    /// Hears that a request started at `start` met an overloaded receiver.
    /// - Returns: whether that is news: the first of its cohort.
    mutating func overloaded(startedAt start: Timestamp, at now: Timestamp) -> Bool {
        if let reducedAt, start <= reducedAt { return false }
        limit = max(1, limit / 2)
        threshold = limit
        successes = 0
        reducedAt = now
        return true
    }

    /// Begins anew with a few requests, and doubles them from there.
    mutating func restart() {
        limit = min(Self.restartLimit, ceiling)
        threshold = ceiling
        successes = 0
    }
}
