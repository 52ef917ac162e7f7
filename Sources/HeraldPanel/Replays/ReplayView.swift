import HeraldModel
import HeraldOperations

/// What the page of one replay shows.
struct ReplayView {
    let list: String
    let path: String
    let row: ReplayRow
    let queued: String
    let matched: String
    let owed: String
    let hasOwed: Bool
    let left: String
    /// Nil when nothing is left, or nobody knows.
    let estimate: String?
    let facts: [Fact]
    let since: Moment
    let until: Moment
    /// Whether figures still change.
    let isMoving: Bool
    let mayPause: Bool
    let mayResume: Bool
    let mayCancel: Bool

    init(_ replay: Replay, _ visit: Visit) {
        list = Visit.path(replay.networkID, "/replays")
        row = ReplayRow(replay, visit)
        path = row.href
        queued = Figure.count(replay.enqueued)
        matched = Figure.count(replay.matched)
        owed = Figure.count(replay.owed)
        hasOwed = replay.owed > 0
        left = Figure.count(replay.remaining)
        estimate = Self.secondsLeft(replay, now: visit.operations.clock.now).map { Figure.span(seconds: $0) }
        let types = replay.selection.types.map { PlainText.visible($0.description) }
        facts = [
            Fact(name: "Events", setting: replay.selection.status.title),
            Fact(name: "Types", setting: types.isEmpty ? "those the webhook takes" : types.joined(separator: ", ")),
            Fact(
                name: "Rate",
                setting: replay.ratePerSecond.map { "\(Figure.count($0)) a second" } ?? "as fast as the webhook takes"),
            Fact(name: "Not sent", setting: Self.skipped(replay)),
        ]
        since = Moment(replay.selection.since)
        until = Moment(replay.selection.until)
        isMoving = replay.state == .running || replay.owed > 0
        let isOpen = visit.may(.manage) && !replay.state.isFinal
        mayPause = isOpen && replay.state == .running
        mayResume = isOpen && replay.state == .paused
        mayCancel = isOpen
    }

    private static func skipped(_ replay: Replay) -> String {
        guard replay.skipped > 0 else { return "none so far" }
        return "\(Figure.count(replay.skipped)): of another state by now, without a payload, or the webhook is gone"
    }

    /// By its rate when it has one, else by its mean speed so far.
    static func secondsLeft(_ replay: Replay, now: Timestamp) -> Int? {
        guard replay.state == .running, replay.remaining > 0 else { return nil }
        if let rate = replay.ratePerSecond { return (replay.remaining + rate - 1) / rate }
        let elapsed = now.milliseconds - replay.createdAt.milliseconds
        guard replay.enqueued > 0, elapsed > 0 else { return nil }
        return Int((Double(replay.remaining) / Double(replay.enqueued) * Double(elapsed) / 1000).rounded(.up))
    }
}
