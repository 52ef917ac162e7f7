import HeraldModel
import HeraldOperations

/// What the list of sources shows.
struct SourcesView {
    let path: String
    let rows: [Row]
    let mayManage: Bool

    /// One source.
    struct Row {
        let href: String
        let sourceName: String
        let providerName: String
        let state: Pill
        let accepted: String
        let duplicates: String
        let refused: String
        let hasRefused: Bool
        let last: Moment?
    }

    init(_ visit: Visit) throws {
        let network = try visit.network
        let path = Visit.path(network.id, "/sources")
        self.path = path
        rows = try visit.operations.sources.all(of: network.id).map { door in
            let stats = door.stats.snapshot
            let refused = stats.refused.values.reduce(0, +)
            return Row(
                href: path + "/\(door.source.id)", sourceName: SourceWords.name(door.source),
                providerName: door.source.provider.title, state: Pill(door.source),
                accepted: Figure.count(stats.accepted), duplicates: Figure.count(stats.duplicates),
                refused: Figure.count(refused), hasRefused: refused > 0, last: stats.lastEventAt.map(Moment.init))
        }
        mayManage = visit.may(.manage)
    }
}

extension Pill {
    init(_ source: Source) {
        self = source.isEnabled ? Pill("open", Self.good) : Pill("switched off", Self.quiet)
    }
}
