import HeraldJSON
import HeraldModel

/// Everything the dashboard shows at one moment.
struct DemoSnapshot: Sendable {
    var elapsed: Duration
    /// Events the server accepted.
    var published: Int
    /// Deliveries that are owed for them.
    var owed: Int
    /// What the server's statistics said last.
    var figures: DemoBoard.ServerFigures?
    var publishedPerSecond: Double
    /// Counted at the receivers.
    var deliveredPerSecond: Double
    var receivers: [ReceiverLine]
    var arrivals: [DemoBoard.Arrival]

    /// What one receiver counted.
    struct ReceiverLine: Hashable, Sendable {
        var name: String
        var counts: DemoReceiver.Counts
    }

    /// The snapshot for programs.
    var json: JSONValue {
        var object = JSONObject([
            .init("elapsedMs", number(Int(elapsed.wholeMilliseconds))), .init("published", number(published)),
            .init("owed", number(owed)),
        ])
        if let figures {
            object["delivered"] = number(figures.delivered)
            object["failed"] = number(figures.failed)
            object["waiting"] = number(figures.waiting)
            object["retried"] = number(figures.retried)
        }
        object["receivers"] = .array(receivers.map(json))
        return .object(object)
    }

    private func json(_ line: ReceiverLine) -> JSONValue {
        let counts = line.counts
        return [
            "name": .string(line.name), "requests": number(counts.requests), "verified": number(counts.verified),
            "accepted": number(counts.accepted), "rejected": number(counts.rejected),
            "repeated": number(counts.repeated), "legacy": number(counts.legacy),
            "unavailable": number(counts.unavailable), "late": number(counts.late),
        ]
    }

    private func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
}
