import HeraldModel
import HeraldOperations
import HeraldStore

/// The counts in the Prometheus text format.
enum MetricsText {
    static func text(
        _ counts: ServerMetrics.Snapshot, usage: StoreUsage?, networks: Int, webhooks: Int, failing: Int,
        alerts: Int
    ) -> String {
        var lines: [String] = []
        func add(_ name: String, _ kind: String, _ help: String, _ samples: [(labels: String, value: Int)]) {
            lines.append("# HELP \(name) \(help)")
            lines.append("# TYPE \(name) \(kind)")
            for sample in samples { lines.append("\(name)\(sample.labels) \(sample.value)") }
        }
        add(
            "herald_events_total", "counter", "Published events by what became of them.",
            [
                (#"{result="accepted"}"#, counts.eventsAccepted), (#"{result="duplicate"}"#, counts.eventsDuplicate),
            ])
        add(
            "herald_deliveries_created_total", "counter", "Deliveries made owed by publishing.",
            [("", counts.deliveriesCreated)])
        add(
            "herald_deliveries_finished_total", "counter", "Deliveries that came to an end.",
            [
                (#"{outcome="delivered"}"#, counts.deliveriesDelivered),
                (#"{outcome="failed"}"#, counts.deliveriesFailed),
            ])
        add(
            "herald_attempts_total", "counter", "Requests made to receivers, by whether an answer came.",
            [
                (#"{outcome="answered"}"#, counts.attemptsAnswered),
                (#"{outcome="unanswered"}"#, counts.attemptsUnanswered),
            ])
        add(
            "herald_api_requests_total", "counter", "Answered API requests by HTTP status.",
            counts.requests.sorted { $0.key < $1.key }.map { (#"{status="\#($0.key)"}"#, $0.value) })
        add(
            "herald_pruned_total", "counter", "Rows that retention let go.",
            [
                (#"{kind="payloads"}"#, counts.pruned.payloads), (#"{kind="attempts"}"#, counts.pruned.attempts),
                (#"{kind="deliveries"}"#, counts.pruned.deliveries), (#"{kind="events"}"#, counts.pruned.events),
            ])
        if let usage {
            add("herald_backlog_deliveries", "gauge", "Deliveries owed at this moment.", [("", usage.owed.deliveries)])
            add("herald_backlog_bytes", "gauge", "Payload bytes of these deliveries.", [("", usage.owed.bytes)])
            add(
                "herald_store_bytes", "gauge", "The store's size, by use.",
                [
                    (#"{use="used"}"#, usage.usedBytes), (#"{use="free"}"#, usage.freeBytes),
                    (#"{use="log"}"#, usage.logBytes),
                ])
            let oldest: [(String, Timestamp?)] = [
                ("events", usage.oldestEvent), ("payloads", usage.oldestPayload), ("deliveries", usage.oldestDelivery),
            ]
            add(
                "herald_store_oldest_timestamp_seconds", "gauge", "When the oldest that is kept came to be.",
                oldest.compactMap { kind, time in
                    time.map { (#"{kind="\#(kind)"}"#, Int($0.milliseconds / 1000)) }
                })
        }
        add("herald_networks", "gauge", "Networks.", [("", networks)])
        add("herald_webhooks", "gauge", "Webhooks of all networks.", [("", webhooks)])
        add(
            "herald_webhook_breaker_open", "gauge", "Webhooks whose deliveries wait because their receiver fails.",
            [("", failing)])
        add("herald_alerts_firing", "gauge", "Alert rules that fire.", [("", alerts)])
        return lines.joined(separator: "\n") + "\n"
    }
}
