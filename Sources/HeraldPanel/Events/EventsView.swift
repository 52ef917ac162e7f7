import HeraldModel
import HeraldOperations
import HeraldStore

/// What the list of events shows.
struct EventsView {
    let path: String
    let rows: [Row]
    let pager: Pager
    let isFiltered: Bool
    /// Whether the page changes by itself: the first one does, unless it has to read every payload again.
    let isLive: Bool
    /// Whether there is nothing further back.
    let isEnd: Bool
    let typedType: String
    let typedKey: String
    let typedText: String
    let typedSince: String
    let typedUntil: String
    var problem: String?

    /// One event.
    struct Row {
        let href: String
        let type: String
        let eventName: String
        let key: String
        let size: String
        let at: Moment
    }

    init(_ visit: Visit) async throws {
        let network = try visit.network.id
        let query = visit.query
        let path = Visit.path(network, "/events")
        self.path = path
        typedType = query.text("type") ?? ""
        typedKey = query.text("key") ?? ""
        typedText = query.text("text") ?? ""
        typedSince = query.text("since") ?? ""
        typedUntil = query.text("until") ?? ""
        var asked = EventQuery(limit: 50)
        var found: HeraldOperations.Page<EventRecord>?
        do {
            asked.types = try ListFilter.patterns(query.text("type"))
            asked.since = try ListFilter.time(query.text("since"), "since")
            asked.until = try ListFilter.time(query.text("until"), "until")
            asked.before = try ListFilter.id(query.text("cursor"), "cursor")
            asked.orderingKey = query.text("key")
            asked.text = query.text("text")
            found = try await visit.operations.inspection.events(of: network, matching: asked)
        } catch let error as OperationError where error.kind == .malformed {
            problem = error.detail
        }
        rows = (found?.elements ?? []).map { event in
            Row(
                href: path + "/\(event.id)", type: PlainText.visible(event.type),
                eventName: PlainText.visible(event.publicID), key: PlainText.visible(event.orderingKey ?? ""),
                size: event.hasPayload ? Figure.bytes(event.data.count) : "expired", at: Moment(event.acceptedAt))
        }
        let parameters = ["type", "key", "text", "since", "until"].compactMap { name in
            query.text(name).map { (name, $0) }
        }
        let isFirst = query.text("cursor") == nil
        isLive = isFirst && query.text("text") == nil
        pager = Pager(
            path, parameters, cursor: found?.nextCursor, searchedTo: found?.searchedTo, isFirst: isFirst)
        isFiltered = !parameters.isEmpty
        isEnd = found?.nextCursor == nil
    }
}
