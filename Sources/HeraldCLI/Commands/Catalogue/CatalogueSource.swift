import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// Finds catalogues for commands.
enum CatalogueSource {
    /// The catalogue of a dialect.
    /// - Throws: ``CommandFailure`` when the dialect takes any type.
    static func catalogue(for dialect: Dialect) throws(CommandFailure) -> EventCatalogue {
        guard let catalogue = EventCatalogue.catalogue(for: dialect) else {
            throw CommandFailure(
                "The dialect \(dialect.rawValue) has no catalogue in this version; it takes any event type.",
                hint: "Dialects with a catalogue: \(names)."
            )
        }
        return catalogue
    }

    /// The type called `name`.
    /// - Throws: ``CommandFailure`` with the nearest names when there is none.
    static func type(_ name: String, in dialect: Dialect) throws(CommandFailure) -> EventType {
        let catalogue = try catalogue(for: dialect)
        switch catalogue.lookup(name) {
        case .current(let type), .deprecated(let type, _), .alias(let type, _, _): return type
        case .unknown(let nearest):
            throw CommandFailure(
                "\(catalogue.vendor) has no event type '\(TextWidth.harmless(String(name.prefix(128))))'.",
                details: nearest.map { "Did you mean \($0)?" },
                hint: "See 'herald catalogue list --dialect \(dialect.rawValue)'."
            )
        }
    }

    /// A payload of `type`; an empty one where the dialect has no catalogue and takes any type.
    /// - Throws: ``CommandFailure`` when a dialect with a catalogue does not have the type, or the name is none.
    static func sample(of name: String, in dialect: Dialect, seed: UInt64) throws(CommandFailure) -> JSONValue {
        guard EventCatalogue.catalogue(for: dialect) == nil else {
            return try type(name, in: dialect).sample(seed: seed)
        }
        guard EventCatalogue.isValidTypeName(name, dialect: dialect) else {
            throw CommandFailure(
                "An event type has 1 to 128 letters, digits, '.', '_', '-' or '/'.", status: .usage)
        }
        return [:]
    }

    private static var names: String {
        Dialect.allCases.filter { EventCatalogue.catalogue(for: $0) != nil }.map(\.rawValue).joined(separator: ", ")
    }
}
