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
            .init(
                "progress",
                [
                    "state": .string(replay.state.rawValue), "enqueued": .count(replay.enqueued),
                    "matched": .count(replay.matched),
                ]),
            .init("createdAt", .time(replay.createdAt)),
        ])
    }
}
