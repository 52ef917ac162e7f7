import HeraldModel

/// Adds up rows of counts that come ordered by webhook and minute.
struct StatsSlices {
    private let minutes: Int64
    private(set) var sums: [StatsBucket] = []

    /// - Parameter minutes: how long a slice is.
    init(minutes: Int64) { self.minutes = minutes }

    mutating func add(_ row: SQLStatement) {
        let webhook = WebhookID(rawValue: StatsRow.webhook(row))
        let start = StatsRow.minute(row) / minutes * minutes
        if sums.last?.webhookID != webhook || sums.last?.minute != start {
            sums.append(StatsBucket(webhookID: webhook, minute: start))
        }
        StatsRow.add(row, to: &sums[sums.count - 1])
    }
}
