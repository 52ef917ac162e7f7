import HeraldJSON
import HeraldModel
import HeraldOperations

/// How a replay looks to users.
enum ReplayView {
    static func json(_ replay: Replay) -> JSONValue { .object(object(replay)) }

    /// The answer to an order; a dry run has no id and no progress.
    static func json(_ order: ReplayOrder) -> JSONValue {
        var object = order.replay.map(object) ?? JSONObject([.init("id", .null), .init("progress", .null)])
        object["matched"] = .count(order.matched)
        object["sample"] = .array(order.sample.map(EventView.summary))
        return .object(object)
    }

    /// Where it stands, in events of those that matched.
    private static func progress(_ replay: Replay) -> JSONValue {
        let seconds: Int? = replay.ratePerSecond.flatMap { rate in
            replay.state == .running ? (replay.remaining + rate - 1) / rate : nil
        }
        return [
            "state": .string(replay.state.rawValue), "matched": .count(replay.matched),
            "enqueued": .count(replay.enqueued), "delivered": .count(replay.outcomes.delivered),
            "failed": .count(replay.outcomes.failed), "owed": .count(replay.owed), "skipped": .count(replay.skipped),
            "remaining": .count(replay.remaining), "etaSeconds": .count(seconds),
        ]
    }

    private static func object(_ replay: Replay) -> JSONObject {
        JSONObject([
            .init("id", .string(replay.id.description)),
            .init("webhookId", .string(replay.webhookID.description)),
            .init("since", .time(replay.selection.since)),
            .init("until", .time(replay.selection.until)),
            .init("types", .array(replay.selection.types.map { .string($0.description) })),
            .init("status", .string(replay.selection.status.rawValue)),
            .init("ratePerSecond", .count(replay.ratePerSecond)),
            .init("state", .string(replay.state.rawValue)),
            .init("matched", .count(replay.matched)),
            .init("progress", progress(replay)),
            .init("createdAt", .time(replay.createdAt)),
        ])
    }
}
