import HeraldJSON
public import HeraldModel

/// Every event type of one dialect: names, shapes, samples, withdrawn names and aliases.
///
/// Loaded at the first use and kept. Schemas and samples are built when asked for.
public final class EventCatalogue: Sendable {
    /// The dialect it describes.
    public let dialect: Dialect
    /// The vendor's name in sentences, such as `social.plus`.
    public let vendor: String
    /// All types: current, push notifications, withdrawn names, aliases.
    public let types: [EventType]
    /// The current types by family, push notifications last.
    public let groups: [EventGroup]

    let byName: [String: EventType]
    let suggestions: SuggestionCache

    /// The catalogue of `dialect`; nil when the dialect has none of its own and takes any type.
    public static func catalogue(for dialect: Dialect) -> EventCatalogue? {
        switch dialect {
        case .socialplus: socialplus
        case .sendbird: sendbird
        case .stream: stream
        case .standard: nil
        }
    }

    private static let socialplus = embedded(.socialplus, typeKey: "event", anchors: OrderingAnchor.socialplus)
    private static let sendbird = embedded(
        .sendbird, typeKey: "category", vendor: "Sendbird", places: OrderingPlace.sendbird)
    private static let stream = embedded(.stream, typeKey: "type", vendor: "Stream", places: OrderingPlace.stream)

    /// The file is part of the executable and read by the tests, so a failure here means a broken build.
    private static func embedded(
        _ dialect: Dialect, typeKey: String, vendor: String? = nil, anchors: [String: [OrderingAnchor]] = [:],
        places: [OrderingPlace] = []
    ) -> EventCatalogue? {
        guard let bytes = CatalogueBytes.bytes(of: dialect) else { return nil }
        return try? EventCatalogue(
            parsing: bytes, dialect: dialect, typeKey: typeKey, vendor: vendor, anchors: anchors, places: places)
    }

    init(
        parsing bytes: some Collection<UInt8>,
        dialect: Dialect,
        typeKey: String,
        vendor: String? = nil,
        anchors: [String: [OrderingAnchor]],
        places: [OrderingPlace] = []
    ) throws(CatalogueError) {
        let root: JSONValue
        do {
            root = try JSONValue(parsing: bytes)
        } catch {
            throw CatalogueError(code: .invalidJSON, place: error.description)
        }
        guard let stated = root["dialect"]?.string else { throw CatalogueError(code: .missingKey, place: "dialect") }
        let vendor = vendor ?? stated
        var reader = CatalogueReader(root, dialect: dialect)
        let objects = ObjectTable(try reader.readObjects())
        let context = CatalogueContext(
            traits: DialectTraits(dialect: dialect, vendor: vendor, typeKey: typeKey, anchors: anchors, places: places),
            objects: objects,
            envelope: try reader.readEnvelope("regular", typeKey: typeKey),
            pushEnvelope: try reader.readEnvelope("push", typeKey: typeKey)
        )
        let regular = try reader.readEntries("events", isPush: false, objects: objects)
        let push = try reader.readEntries("pushEvents", isPush: true, objects: objects)
        let types = EventCatalogue.types(from: EventCatalogue.arranged(regular, push), context: context)

        self.dialect = dialect
        self.vendor = vendor
        self.types = types
        groups = EventCatalogue.groups(of: types)
        byName = Dictionary(types.map { ($0.name, $0) }) { first, _ in first }
        suggestions = SuggestionCache(candidates: types.filter { $0.status == .current }.map(\.name))
    }

    /// Current events, push notifications, withdrawn names, aliases; each in the order of the file.
    private static func arranged(_ regular: [CatalogueEntry], _ push: [CatalogueEntry]) -> [CatalogueEntry] {
        let current = regular.filter { $0.status == .current }
        let withdrawn = regular.filter { $0.status == .deprecated }
        let aliases = regular.filter { $0.status == .alias }
        return current + push + withdrawn + aliases
    }

    private static func types(from entries: [CatalogueEntry], context: CatalogueContext) -> [EventType] {
        var rules: [String: [OrderingRule]] = [:]
        return entries.map { entry in
            var own = OrderingRule.rules(for: entry.shape, anchors: context.traits.anchors)
            own += OrderingRule.rules(for: entry.shape, places: context.traits.places)
            // A withdrawn name without a published payload is ordered like the event that took its place.
            if own.isEmpty { own = (entry.aliasOf ?? entry.nearest.first).flatMap { rules[$0] } ?? [] }
            rules[entry.name] = own
            return EventType(
                entry,
                notice: Notice.text(for: entry, vendor: context.traits.vendor),
                orderingRules: own,
                context: context
            )
        }
    }

    private static func groups(of types: [EventType]) -> [EventGroup] {
        var order: [String] = []
        var members: [String: [EventType]] = [:]
        for type in types where type.status == .current {
            if members[type.group] == nil { order.append(type.group) }
            members[type.group, default: []].append(type)
        }
        return order.map { EventGroup(name: $0, types: members[$0] ?? []) }
    }
}
