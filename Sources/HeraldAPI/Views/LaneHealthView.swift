import HeraldDelivery
import HeraldJSON

/// How a webhook's receiver does, for users.
enum LaneHealthView {
    static func json(_ health: LaneHealth) -> JSONValue {
        [
            "state": .string(health.state.rawValue), "since": .time(health.since),
            "consecutiveFailures": .count(health.consecutiveFailures), "nextProbeAt": .time(health.nextProbeAt),
            "lastStatus": .count(health.lastStatus), "lastError": .text(health.lastError),
            "heldUntil": .time(health.heldUntil), "concurrency": .count(health.window),
        ]
    }
}
