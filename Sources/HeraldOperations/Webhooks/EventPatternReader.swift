import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// Reads a webhook's event filter and says what will not work as its owner may think.
///
/// Nothing is dropped: a name nobody knows stays, because apps may publish types of their own.
struct EventPatternReader {
    let catalogue: EventCatalogue?

    /// The patterns of a JSON array, each once.
    func read(
        _ value: JSONValue, pointer: String, warnings: inout [FieldWarning]
    ) throws(FieldProblem) -> [EventPattern] {
        let texts = try FieldRule<[String]>.list(of: .text(1...128), count: 1...100).read(value)
        var patterns: [EventPattern] = []
        var errors: [FieldError] = []
        for (index, text) in texts.enumerated() {
            guard let pattern = EventPattern(text) else {
                errors.append(
                    FieldError(
                        pointer: "/\(index)",
                        detail: "holds '\(text)', which is no pattern: write *, a family such as channel.*, or a type"))
                continue
            }
            let settled = settle(pattern, at: "\(pointer)/\(index)", warnings: &warnings)
            if !patterns.contains(settled) { patterns.append(settled) }
        }
        guard errors.isEmpty else { throw FieldProblem(errors) }
        return patterns
    }

    private func settle(
        _ pattern: EventPattern, at pointer: String, warnings: inout [FieldWarning]
    ) -> EventPattern {
        let text = pattern.description
        // Herald's own operational events are in no vendor's catalogue.
        guard let catalogue, !text.hasPrefix("herald.") else { return pattern }
        func warn(_ detail: String, _ suggestions: [String] = []) {
            warnings.append(FieldWarning(pointer: pointer, detail: detail, suggestions: suggestions))
        }
        if pattern.isWildcard {
            if !catalogue.types.contains(where: { $0.status == .current && pattern.matches($0.name) }) {
                warn("No event type of \(catalogue.vendor) matches '\(text)'.")
            }
            return pattern
        }
        switch catalogue.lookup(text) {
        case .current: return pattern
        case .deprecated(let type, let notice):
            warn(notice, type.nearest)
            return pattern
        case .alias(_, let canonical?, let notice):
            warn(notice, [canonical])
            return EventPattern(canonical) ?? pattern
        case .alias(let type, nil, let notice):
            warn(notice, type.nearest)
            return pattern
        case .unknown(let nearest):
            warn("\(catalogue.vendor) has no event type '\(text)'; it is kept for types of your own.", nearest)
            return pattern
        }
    }
}
