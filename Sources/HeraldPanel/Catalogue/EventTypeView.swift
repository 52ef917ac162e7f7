import HeraldCatalogue
import HeraldModel

/// What the page of one event type shows.
struct EventTypeView {
    let catalogue: String
    let type: String
    let about: String
    let standing: Pill?
    let notice: String?
    let facts: [Fact]
    let sample: String
    let schema: String

    init(_ type: EventType, in network: Network, _ visit: Visit) {
        catalogue = visit.path(network.id, "/catalogue")
        self.type = type.name
        about = type.summary
        standing = Pill(type.status)
        notice = type.notice
        facts = [
            ("Family", type.group), ("Instead", type.aliasOf),
            ("Nearest", type.nearest.isEmpty ? nil : type.nearest.joined(separator: ", ")), ("Since", type.since),
            ("Withdrawn", type.until), ("Kind", type.isPush ? "push notification" : nil),
            ("Ordering key from", type.orderingPointers.isEmpty ? nil : type.orderingPointers.joined(separator: ", ")),
            ("Known from", type.evidence), ("Remark", type.note),
        ].compactMap { name, setting in setting.map { Fact(name: name, setting: $0) } }
        sample = PlainText.json(type.sampleBody())
        schema = PlainText.json(type.schema)
    }

    init(_ type: OperationalType, in network: Network, _ visit: Visit) {
        catalogue = visit.path(network.id, "/catalogue")
        self.type = type.name
        about = type.summary
        standing = nil
        notice = nil
        facts = [Fact(name: "Family", setting: "herald: about Herald itself. Webhooks must ask for it by name.")]
        sample = PlainText.json(type.sample)
        schema = PlainText.json(type.schema)
    }
}
