import HeraldJSON

/// Shows one consumer.
enum ConsumerView {
    static func print(_ consumer: JSONValue, on console: Console) {
        let names = [
            "name", "events", "filter", "ordering", "maxAttempts", "leaseSeconds", "maxOutstanding",
            "retentionHoldSeconds", "position", "lag", "oldestUnacknowledgedAt", "oldestAgeMs", "leased", "waiting",
            "dead", "expired", "lastLeaseAt", "createdAt", "updatedAt",
        ]
        console.print(fields: names.map { ($0, $0 == "lag" ? lag(of: consumer) : consumer.text($0)) })
        for warning in consumer["warnings"]?.array ?? [] {
            console.printError("warning: " + TextWidth.harmless(warning.text("detail")))
        }
    }

    /// How many events lie before it.
    static func lag(of consumer: JSONValue) -> String {
        consumer.text("lag") + (consumer["lagIsMore"]?.bool == true ? "+" : "")
    }
}
