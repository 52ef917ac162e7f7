import HeraldModel
import HeraldOperations
import HeraldStore

/// One of the newest events, with what became of it.
struct FeedRow {
    let href: String
    let type: String
    let eventName: String
    let key: String
    let at: Moment
    /// How many deliveries are in each state, those that need an eye first.
    let outcomes: [Pill]

    /// How many events the feed shows.
    static let shown = 8

    private init(_ event: EventRecord, _ deliveries: [Delivery], hasMore: Bool) {
        href = Visit.path(event.networkID, "/events/\(event.id)")
        type = PlainText.visible(event.type)
        eventName = PlainText.visible(event.publicID)
        key = PlainText.visible(event.orderingKey ?? "")
        at = Moment(event.acceptedAt)
        let counts = Dictionary(grouping: deliveries, by: \.status).mapValues(\.count)
        let order: [DeliveryStatus] = [.failed, .waiting, .delivering, .pending, .skipped, .delivered]
        outcomes = order.compactMap { status in
            guard let count = counts[status] else { return nil }
            guard deliveries.count > 1 else { return Pill(status) }
            return Pill(Figure.count(count) + (hasMore ? "+" : ""), status)
        }
    }

    /// The newest events of a network.
    static func newest(of network: NetworkID, _ visit: Visit) async throws -> [FeedRow] {
        let events = try await visit.operations.inspection.events(of: network, matching: EventQuery(limit: shown))
        var rows: [FeedRow] = []
        for event in events.elements {
            var query = DeliveryQuery(limit: 20)
            query.event = event.id
            let found = try await visit.operations.inspection.deliveries(of: network, matching: query)
            rows.append(FeedRow(event, found.elements, hasMore: found.nextCursor != nil))
        }
        return rows
    }
}
