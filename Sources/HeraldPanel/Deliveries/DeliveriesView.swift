import HeraldModel
import HeraldOperations
import HeraldStore

/// What the list of deliveries shows.
struct DeliveriesView {
    let path: String
    let rows: [DeliveryRow]
    let pager: Pager
    let isFiltered: Bool
    /// Whether this is the first page, which changes by itself.
    let isNewest: Bool
    /// Whether there is nothing further back.
    let isEnd: Bool
    let statuses: [Choice]
    let receivers: [Choice]
    let typedType: String
    let typedSince: String
    let typedUntil: String
    /// Where those that failed are sent again; nil while others are shown too.
    let replayHref: String?
    var problem: String?

    init(_ visit: Visit) async throws {
        let network = try visit.network.id
        let query = visit.query
        path = visit.path(network, "/deliveries")
        typedType = query.text("type") ?? ""
        typedSince = query.text("since") ?? ""
        typedUntil = query.text("until") ?? ""
        let wanted = query.all("status")
        let names = DeliveryStatus.allCases.filter { $0 != .delivering }.map(\.name)
        statuses = names.map { Choice(value: $0, label: $0, isChosen: wanted.contains($0)) }
        let webhook = query.text("webhook")
        receivers = try visit.operations.webhooks.all(of: network).map {
            Choice(
                value: $0.id.description, label: ShownURL.text($0.url), isChosen: $0.id.description == webhook)
        }
        var found: HeraldOperations.Page<Delivery>?
        do throws(OperationError) {
            let asked = try Self.query(query)
            found = try await Self.find(asked, of: network, visit)
        } catch {
            guard error.kind == .malformed else { throw error }
            problem = error.detail
        }
        rows = (found?.elements ?? []).map { DeliveryRow($0, of: network, visit) }
        let names2 = ["webhook", "event", "type", "since", "until"]
        let parameters =
            wanted.map { ("status", $0) } + names2.compactMap { name in query.text(name).map { (name, $0) } }
        isNewest = query.text("cursor") == nil
        pager = Pager(
            path, parameters, cursor: found?.nextCursor, searchedTo: found?.searchedTo, isFirst: isNewest)
        isFiltered = !parameters.isEmpty
        isEnd = found?.nextCursor == nil
        replayHref =
            wanted == [DeliveryStatus.failed.name] && visit.may(.manage) && visit.mount == .panel
            ? try Self.replay(query, visit) : nil
    }

    /// The form for a replay, filled in with what the list is filtered by; without a time it goes back to the start.
    private static func replay(_ query: FormText, _ visit: Visit) throws(OperationError) -> String {
        let network = try visit.network
        let wanted = [
            ("webhook", query.text("webhook")), ("types", query.text("type")),
            ("since", query.text("since") ?? ReplayDraft.field(network.createdAt)), ("until", query.text("until")),
        ]
        let parameters = wanted.compactMap { name, text in text.map { "\(name)=\(FormText.encode($0))" } }
        return Visit.path(network.id, "/replays/new?") + parameters.joined(separator: "&")
    }

    private static func query(_ text: FormText) throws(OperationError) -> DeliveryQuery {
        var query = DeliveryQuery(limit: 50)
        query.statuses = text.all("status").compactMap { DeliveryStatus(name: $0) }
        query.webhook = try ListFilter.id(text.text("webhook"), "webhook")
        query.event = try ListFilter.id(text.text("event"), "event")
        query.types = try ListFilter.patterns(text.text("type"))
        query.since = try ListFilter.time(text.text("since"), "since")
        query.until = try ListFilter.time(text.text("until"), "until")
        query.before = try ListFilter.id(text.text("cursor"), "cursor")
        return query
    }

    private static func find(
        _ query: DeliveryQuery, of network: NetworkID, _ visit: Visit
    ) async throws(OperationError) -> HeraldOperations.Page<Delivery> {
        do {
            return try await visit.operations.inspection.deliveries(of: network, matching: query)
        } catch let error as OperationError {
            throw error
        } catch {
            throw .unexpected
        }
    }
}
