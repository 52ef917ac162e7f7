import HeraldJSON

/// What `herald bench` found out.
struct BenchReport: Sendable {
    /// Two percentiles of some durations, in milliseconds.
    struct Percentiles: Hashable, Sendable {
        var median: Double
        var p99: Double

        /// The percentiles of durations; nil when there are none.
        init?(_ durations: [Duration]) {
            guard !durations.isEmpty else { return nil }
            let sorted = durations.sorted()
            median = Self.milliseconds(sorted[sorted.count / 2])
            p99 = Self.milliseconds(sorted[min(sorted.count - 1, sorted.count * 99 / 100)])
        }

        private static func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

        var document: JSONValue { ["p50": .rounded(median, 3), "p99": .rounded(p99, 3)] }
        var text: String { "\(Decimals.text(median, 2)) / \(Decimals.text(p99, 2)) ms" }
    }

    var events: Int
    var isOwnReceiver: Bool
    var deliveriesPerSecond: Double
    var acceptedPerSecond: Double
    var rate: Int
    var answer: Percentiles?
    /// nil with a receiver of the user's: it does not tell when an event arrives.
    var delivered: Percentiles?
    var peakMemoryBytes: Int?
    var diskBytesPerEvent: Double?

    /// For `--json`.
    var document: JSONValue {
        [
            "events": .number(JSONNumber(events)), "receiver": .string(isOwnReceiver ? "own" : "given"),
            "deliveriesPerSecond": .rounded(deliveriesPerSecond, 1),
            "acceptedPerSecond": .rounded(acceptedPerSecond, 1),
            "latency": [
                "ratePerSecond": .number(JSONNumber(rate)), "answerMs": answer?.document ?? .null,
                "deliveredMs": delivered?.document ?? .null,
            ],
            "peakMemoryBytes": peakMemoryBytes.map { .number(JSONNumber($0)) } ?? .null,
            "diskBytesPerEvent": diskBytesPerEvent.map { .rounded($0, 1) } ?? .null,
        ]
    }

    /// For people.
    var table: Table {
        var table = Table(["what", .number("measured")])
        table.add(["durable deliveries, NDJSON batches", "\(Decimals.text(deliveriesPerSecond, 0)) /s"])
        table.add(["events accepted meanwhile", "\(Decimals.text(acceptedPerSecond, 0)) /s"])
        table.add(["publish → 202 at \(rate) events/s, p50 / p99", answer?.text ?? "–"])
        if isOwnReceiver {
            table.add(["publish → delivered at \(rate) events/s, p50 / p99", delivered?.text ?? "–"])
        }
        let memory = peakMemoryBytes.map { "\(Decimals.text(Double($0) / 1e6, 0)) MB" }
        table.add(["peak memory of server, publisher\(isOwnReceiver ? " and receiver" : "")", memory ?? "–"])
        let disk = diskBytesPerEvent.map { "\(Decimals.text($0, 0)) bytes" }
        table.add(["disk per delivered event with its attempt", disk ?? "–"])
        return table
    }
}

/// Decimal fractions of a fixed length, without a locale.
enum Decimals {
    /// `value` with so many digits after the point.
    static func text(_ value: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
        let scaled = Int((value * Double(scale)).rounded())
        guard digits > 0 else { return String(scaled) }
        let fraction = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}

extension JSONValue {
    /// A number with so many digits after the point. Never negative.
    fileprivate static func rounded(_ value: Double, _ digits: Int) -> JSONValue {
        .number(JSONNumber(validated: Decimals.text(max(0, value), digits)))
    }
}
