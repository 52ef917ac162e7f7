import HeraldModel
import HeraldOperations

/// How far consumers have come, in the Prometheus text format. Names need no escaping: see ``HeraldModel/Consumer/isName(_:)``.
enum ConsumerMetricsText {
    static func text(_ consumers: [ConsumerDetail]) -> String {
        var lines: [String] = []
        func add(_ name: String, _ help: String, _ value: (ConsumerDetail) -> String) {
            lines.append("# HELP herald_consumer_\(name) \(help)")
            lines.append("# TYPE herald_consumer_\(name) gauge")
            for detail in consumers {
                let labels = #"network="\#(detail.consumer.networkID)",consumer="\#(detail.consumer.name)""#
                lines.append("herald_consumer_\(name){\(labels)} \(value(detail))")
            }
        }
        add("lag_events", "Events of the wanted types it has not looked at, up to \(ConsumerState.lagBound).") {
            "\($0.state.lag)"
        }
        add("oldest_age_seconds", "How long the oldest event waits that is not acknowledged.") {
            "\(Double($0.oldestAgeMilliseconds ?? 0) / 1000)"
        }
        add("leased_events", "Events under leases.") { "\($0.state.leased)" }
        add("waiting_events", "Events to be handed out again, or behind an earlier one of their key.") {
            "\($0.state.waiting)"
        }
        add("dead_letters", "Events handed out too often.") { "\($0.state.dead)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
