import HeraldCatalogue
import HeraldModel

/// What the list of event types shows.
struct CatalogueView {
    let path: String
    let vendorName: String
    let typedSearch: String
    let isSearched: Bool
    let countWord: String
    let groups: [Group]

    /// One family.
    struct Group {
        let groupName: String
        let types: [Row]
    }

    /// One type.
    struct Row {
        let href: String
        let type: String
        let about: String
        /// Nil for types that are to be published.
        let standing: Pill?
        let remark: String?
    }

    init(_ network: Network, search: String?, _ visit: Visit) {
        let path = visit.path(network.id, "/catalogue")
        self.path = path
        let catalogue = EventCatalogue.catalogue(for: network.dialect)
        vendorName = catalogue?.vendor ?? network.dialect.title
        typedSearch = search ?? ""
        isSearched = search != nil
        let words = (search ?? "").lowercased().split(separator: " ")
        var order: [String] = []
        var rows: [String: [Row]] = [:]
        func add(_ group: String, _ row: Row) {
            let text = "\(row.type) \(row.about)".lowercased()
            guard words.allSatisfy(text.contains) else { return }
            if rows[group] == nil { order.append(group) }
            rows[group, default: []].append(row)
        }
        for type in catalogue?.types ?? [] {
            add(type.group, Row(type, in: path))
        }
        for type in OperationalType.all {
            add(
                "herald",
                Row(
                    href: path + "/" + FormText.encode(type.name), type: type.name, about: type.summary,
                    standing: nil, remark: nil))
        }
        groups = order.map { Group(groupName: $0, types: rows[$0] ?? []) }
        let count = rows.values.reduce(0) { $0 + $1.count }
        countWord = count == 1 ? "1 type" : "\(Figure.count(count)) types"
    }
}

extension CatalogueView.Row {
    init(_ type: EventType, in path: String) {
        self.init(
            href: path + "/" + FormText.encode(type.name), type: type.name, about: type.summary,
            standing: type.status == .current ? nil : Pill(type.status),
            remark: type.aliasOf.map { "use \($0)" } ?? type.until.map { "withdrawn \($0)" })
    }
}

extension Pill {
    init(_ status: EventType.Status) {
        switch status {
        case .current: self.init("current", Self.good)
        case .deprecated: self.init("withdrawn", Self.bad)
        case .alias: self.init("alias", Self.quiet)
        }
    }
}
