/// The sentences that tell publishers what is wrong with a name and what to publish instead.
enum Notice {
    static func text(for entry: CatalogueEntry, vendor: String) -> String? {
        switch entry.status {
        case .current: nil
        case .deprecated: deprecated(entry, vendor: vendor)
        case .alias: alias(entry, vendor: vendor)
        }
    }

    private static func deprecated(_ entry: CatalogueEntry, vendor: String) -> String {
        let date = entry.until.map { " on \($0)" } ?? ""
        let advice = (entry.aliasOf ?? entry.nearest.first).map { "; publish \($0) instead" } ?? ""
        return "\(entry.name) was withdrawn by \(vendor)\(date)\(advice)."
    }

    private static func alias(_ entry: CatalogueEntry, vendor: String) -> String {
        guard let event = entry.aliasOf else {
            let hint = entry.nearest.isEmpty ? "" : "; nearest: \(entry.nearest.joined(separator: ", "))"
            return "\(entry.name) stands in the \(vendor) guide but is no webhook event\(hint)."
        }
        let origin =
            switch (entry.aliasKind, entry.since, entry.until) {
            case (.historical, let since?, let until?):
                "stood in the \(vendor) API reference from \(since) to \(until) only"
            case (.historical, _, _): "is a former spelling of \(vendor)"
            default: "is the name in the \(vendor) guide, not the one on the wire"
            }
        return "\(entry.name) \(origin); publish \(event) instead."
    }

    /// For a name the catalogue does not have.
    static func unknown(_ name: String, vendor: String, nearest: [String]) -> String {
        let hint = nearest.isEmpty ? "" : "; did you mean \(joined(nearest))?"
        return "\(name) is not an event type of \(vendor)\(hint.isEmpty ? "." : hint)"
    }

    private static func joined(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " or " + last
    }
}
