import HeraldModel
import HeraldOperations

/// One replay in a list.
struct ReplayRow {
    let href: String
    let replayID: String
    let receiver: String
    let receiverHref: String?
    /// Which events it takes.
    let which: String
    let pill: Pill
    /// For a progress bar: how many of how many had their turn.
    let done: Int
    let most: Int
    let progress: String
    let delivered: String
    let failed: String
    let hasFailed: Bool
    let created: Moment

    init(_ replay: Replay, _ visit: Visit) {
        href = Visit.path(replay.networkID, "/replays/\(replay.id)")
        replayID = replay.id.description
        let webhook = visit.operations.directory.webhook(replay.webhookID)
        receiver = webhook.map { ShownURL.text($0.url) } ?? "deleted webhook"
        receiverHref = webhook.map { Visit.path(replay.networkID, "/webhooks/\($0.id)") }
        let types = replay.selection.types.map { PlainText.visible($0.description) }
        which = ([replay.selection.status.title] + types).joined(separator: ", ")
        pill = Pill(replay)
        most = max(1, replay.matched)
        done = replay.state == .completed ? most : min(replay.enqueued, most)
        progress = "\(Figure.count(replay.enqueued)) of \(Figure.count(replay.matched))"
        delivered = Figure.count(replay.outcomes.delivered)
        failed = Figure.count(replay.outcomes.failed)
        hasFailed = replay.outcomes.failed > 0
        created = Moment(replay.createdAt)
    }
}
