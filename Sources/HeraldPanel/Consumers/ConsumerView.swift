import HeraldModel
import HeraldOperations

/// What the page of one consumer shows.
struct ConsumerView {
    let list: String
    let path: String
    let row: ConsumerRow
    let command: String
    let facts: [Fact]
    let deadLetters: [Dead]
    let pager: Pager
    let mayManage: Bool
    var seekProblem: String?

    /// One event that was given up.
    struct Dead {
        let href: String
        let type: String
        let eventName: String
        let attempts: String
        let reason: String
        let at: Moment
    }

    init(_ detail: ConsumerDetail, _ visit: Visit) async throws {
        let consumer = detail.consumer
        list = Visit.path(consumer.networkID, "/consumers")
        row = ConsumerRow(detail)
        path = row.href
        command =
            "herald consume \(consumer.name) --network \(consumer.networkID) --server \(visit.origin) \\\n"
            + "  --exec './handle-event'"
        let lease = "\(consumer.leaseMilliseconds / 1000) s, at most \(Figure.count(consumer.maxOutstanding)) at a time"
        facts = [
            Fact(name: "Takes", setting: row.wants),
            Fact(name: "Filter", setting: consumer.filter == nil ? "none" : "by payload; see the API"),
            Fact(name: "Order", setting: consumer.ordering == .key ? "per channel" : "none"),
            Fact(name: "Lease", setting: lease),
            Fact(
                name: "Gives up after",
                setting: consumer.maxAttempts == 1 ? "1 attempt" : "\(Figure.count(consumer.maxAttempts)) attempts"),
            Fact(name: "Holds retention for", setting: "\(consumer.holdMilliseconds / 3_600_000) h without a lease"),
            Fact(name: "Passed over", setting: "\(row.expired) whose payload retention had taken"),
        ]
        let page = try await visit.operations.consumers.deadLetters(
            of: consumer.key, before: try ListFilter.id(visit.query.text("cursor"), "cursor"), limit: 25)
        deadLetters = page.elements.map { letter in
            Dead(
                href: Visit.path(consumer.networkID, "/events/\(letter.event.id)"),
                type: PlainText.visible(letter.event.type), eventName: PlainText.visible(letter.event.publicID),
                attempts: Figure.count(letter.attempts), reason: PlainText.visible(letter.reason),
                at: Moment(letter.diedAt))
        }
        pager = Pager(path, [], cursor: page.nextCursor, isFirst: visit.query.text("cursor") == nil)
        mayManage = visit.may(.manage)
    }
}
