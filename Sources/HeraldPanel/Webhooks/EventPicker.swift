import HeraldCatalogue
import HeraldModel

/// The catalogue of a dialect as groups of boxes to tick.
struct EventPicker {
    let groups: [Group]
    /// Whether everything is wanted.
    let takesAll: Bool
    /// Patterns that are no box: families, and types of the app's own.
    let others: String

    /// One family.
    struct Group {
        let groupName: String
        let boxes: [Box]
        let isOpen: Bool
    }

    /// One type.
    struct Box {
        let type: String
        let about: String
        let isTicked: Bool
        /// Where its sample is.
        let sampleHref: String
    }

    init(_ dialect: Dialect, chosen: [String], catalogue: String) {
        let ticked = Set(chosen)
        var groups = (EventCatalogue.catalogue(for: dialect)?.groups ?? []).map { group in
            Self.group(group.name, group.types.map { ($0.name, $0.summary) }, ticked, catalogue)
        }
        groups.append(Self.group("herald", OperationalType.all.map { ($0.name, $0.summary) }, ticked, catalogue))
        self.groups = groups
        let known = Set(groups.flatMap { $0.boxes.map(\.type) })
        takesAll = ticked.contains("*")
        others = chosen.filter { $0 != "*" && !known.contains($0) }.joined(separator: "\n")
    }

    /// The current types of a dialect.
    static func types(of dialect: Dialect) -> [String] {
        (EventCatalogue.catalogue(for: dialect)?.groups ?? []).flatMap { $0.types.map(\.name) }
    }

    private static func group(_ name: String, _ types: [(String, String)], _ ticked: Set<String>, _ catalogue: String)
        -> Group
    {
        let boxes = types.map {
            Box(
                type: $0.0, about: $0.1, isTicked: ticked.contains($0.0),
                sampleHref: catalogue + "/" + FormText.encode($0.0))
        }
        return Group(groupName: name, boxes: boxes, isOpen: boxes.contains(where: \.isTicked))
    }
}
