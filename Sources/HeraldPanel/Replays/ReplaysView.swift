import HeraldModel
import HeraldOperations

/// What the list of replays shows.
struct ReplaysView {
    let path: String
    let rows: [ReplayRow]
    let pager: Pager
    let mayManage: Bool
    /// Whether this is the first page, which changes by itself.
    let isNewest: Bool

    private static let pageSize = 25

    init(_ visit: Visit) async throws {
        let network = try visit.network
        path = Visit.path(network.id, "/replays")
        var rest = try await visit.operations.replays.all(of: network.id)[...]
        if let cursor = try ListFilter.id(visit.query.text("cursor"), "cursor", ReplayID.self) {
            rest = rest.drop { $0.id >= cursor }
        }
        let shown = rest.prefix(Self.pageSize)
        isNewest = visit.query.text("cursor") == nil
        rows = shown.map { ReplayRow($0, visit) }
        pager = Pager(
            path, [], cursor: rest.count > shown.count ? shown.last?.id.description : nil,
            isFirst: isNewest)
        mayManage = visit.may(.manage)
    }
}
