import HeraldJSON
import HeraldModel

/// Reads one catalogue file into shapes and entries.
struct CatalogueReader {
    private let root: JSONValue
    private let dialect: Dialect
    /// Types repeat a lot; each spelling is parsed once.
    private var notations: [String: FieldType.Notation] = [:]

    init(_ root: JSONValue, dialect: Dialect) {
        self.root = root
        self.dialect = dialect
    }

    /// The named objects.
    mutating func readObjects() throws(CatalogueError) -> [ObjectShape] {
        guard let objects = root["objects"]?.object else { throw CatalogueError(code: .missingKey, place: "objects") }
        var shapes: [ObjectShape] = []
        shapes.reserveCapacity(objects.members.count)
        for member in objects.members {
            let fields = try readFields(member.value["fields"]?.object, place: "objects.\(member.key)")
            shapes.append(ObjectShape(name: member.key, fields: fields, note: member.value["note"]?.string))
        }
        return shapes
    }

    /// The envelope the file states under `key`, or just the key that names the type.
    mutating func readEnvelope(_ key: String, typeKey: String) throws(CatalogueError) -> Envelope {
        let stated = root["envelope"]?[key]?["fields"]?.object ?? root["envelope"]?["fields"]?.object
        var fields = try readFields(stated, place: "envelope.\(key)")
        if fields.isEmpty { fields = [FieldShape(name: typeKey, type: .string)] }
        return Envelope(fields: fields, typeKey: fields.contains { $0.name == typeKey } ? typeKey : nil)
    }

    /// The entries of the list under `key`; none when the file has no such list.
    mutating func readEntries(_ key: String, isPush: Bool, objects: ObjectTable) throws(CatalogueError)
        -> [CatalogueEntry]
    {
        var entries: [CatalogueEntry] = []
        for (index, value) in (root[key]?.array ?? []).enumerated() {
            entries.append(try readEntry(value, isPush: isPush, objects: objects, place: "\(key)[\(index)]"))
        }
        return entries
    }

    private mutating func readEntry(_ value: JSONValue, isPush: Bool, objects: ObjectTable, place: String)
        throws(CatalogueError) -> CatalogueEntry
    {
        func text(_ key: String) throws(CatalogueError) -> String {
            guard let text = value[key]?.string else {
                throw CatalogueError(code: .missingKey, place: "\(place).\(key)")
            }
            return text
        }
        guard let status = EventType.Status(rawValue: try text("status")) else {
            throw CatalogueError(code: .missingKey, place: "\(place).status")
        }
        return CatalogueEntry(
            name: (isPush ? Self.pushPrefix : "") + (try text("name")),
            group: isPush ? Self.pushGroup : try text("group"),
            summary: try text("summary"),
            status: status,
            aliasOf: value["aliasOf"]?.string,
            aliasKind: value["aliasKind"]?.string.flatMap(CatalogueEntry.AliasKind.init),
            nearest: (value["nearest"]?.array ?? []).compactMap(\.string),
            since: value["since"]?.string,
            until: value["until"]?.string,
            evidence: try text("evidence"),
            note: value["note"]?.string,
            isPush: isPush,
            shape: try readShape(value, objects: objects, place: place)
        )
    }

    private mutating func readShape(_ value: JSONValue, objects: ObjectTable, place: String) throws(CatalogueError)
        -> PayloadShape
    {
        let payload = (value["data"] ?? value["payload"])?.object
        let flatObject = value["dataObject"]?.string
        let flat = flatObject.flatMap { objects[$0] }
        let inferred = Self.payloadKeys(value["inferred"])
        let contradictory = Self.payloadKeys(value["contradictory"])
        var fields = try readFields(payload, place: "\(place).data")
        let subject = fields.firstIndex { $0.type.referencedObject != nil }
        for index in fields.indices {
            let (name, type) = (fields[index].name, fields[index].type)
            if let stated = flat?.field(name) {
                fields[index] = stated
                fields[index].type = type
                if stated.type == type { continue }
                fields[index].isOpen = inferred.contains(name)
                continue
            }
            fields[index].acceptsList = contradictory.contains(name) && !type.isObjectList
            guard flat == nil, dialect == .socialplus else { continue }
            // What happened and to whom has to be there; a side list or a flag may be left out.
            let isStated = !inferred.contains(name) || contradictory.contains(name)
            let isSide = type == .boolean || (type.isObjectList && index != subject)
            fields[index].isRequired = isStated && !isSide
        }
        return PayloadShape(
            fields: fields,
            flatObject: flat == nil ? nil : flatObject,
            topLevel: try readFields(value["topLevel"]?.object, place: "\(place).topLevel")
        )
    }

    /// Fields written as `name: "type"` or `name: {"type": …, "required": …}`.
    private mutating func readFields(_ object: JSONObject?, place: String) throws(CatalogueError) -> [FieldShape] {
        var fields: [FieldShape] = []
        for member in object?.members ?? [] {
            guard let text = member.value.string ?? member.value["type"]?.string, let notation = notation(text) else {
                throw CatalogueError(code: .unknownType, place: "\(place).\(member.key)")
            }
            var field = FieldShape(name: member.key, type: notation.type)
            let isDetailed = member.value.object != nil
            field.isRequired = isDetailed ? member.value["required"]?.bool == true : !notation.isOptional
            field.isNullable = member.value["nullable"]?.bool == true || (isDetailed && notation.isOptional)
            field.isNewer = member.value["newer"]?.bool == true
            field.isOpen = member.value["open"]?.bool == true || member.value["newerValues"] != nil
            field.minLength = member.value["minLength"]?.integer
            field.maxLength = member.value["maxLength"]?.integer
            field.maxItems = member.value["maxItems"]?.integer
            field.pattern = member.value["pattern"]?.string
            field.note = member.value["note"]?.string
            fields.append(field)
        }
        return fields
    }

    private mutating func notation(_ text: String) -> FieldType.Notation? {
        if let known = notations[text] { return known }
        let parsed = FieldType.parse(text)
        notations[text] = parsed
        return parsed
    }

    /// The payload keys in a list such as `["name", "data.channel", "data.users.flags"]`; deeper paths are dropped.
    private static func payloadKeys(_ list: JSONValue?) -> Set<String> {
        let paths = (list?.array ?? []).compactMap(\.string)
        return Set(
            paths.compactMap { path in
                let steps = path.split(separator: ".")
                return steps.count == 2 && steps[0] == "data" ? String(steps[1]) : nil
            }
        )
    }

    /// Keeps the push family apart from regular names that are spelled the same.
    static let pushPrefix = "push-notification/"
    static let pushGroup = "push-notification"
}
