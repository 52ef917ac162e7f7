import HeraldJSON
import HeraldModel

/// Turns shapes into JSON Schema 2020-12.
///
/// Extra keys are always allowed: vendors add fields at any time.
struct SchemaBuilder {
    private let objects: ObjectTable
    /// Named objects met so far, in the order they were met; each gets a place under `$defs`.
    private var met: [String] = []

    private init(_ objects: ObjectTable) { self.objects = objects }

    /// The schema of the whole wire body of `type`.
    static func schema(of type: EventType) -> JSONValue {
        var builder = SchemaBuilder(type.objects)
        let payload = builder.properties(of: type.shape.fields)
        let body = builder.body(of: type, payload: payload)
        var schema = JSONObject([
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("$id", .string("urn:herald:\(type.dialect.dialect.rawValue):\(type.name)")),
            .init("title", .string(type.wireName)),
            .init("description", .string(type.summary)),
        ])
        if type.status != .current { schema["deprecated"] = true }
        for member in body.members { schema[member.key] = member.value }
        let definitions = builder.definitions()
        if !definitions.isEmpty { schema["$defs"] = .object(definitions) }
        return .object(schema)
    }

    private mutating func body(of type: EventType, payload: JSONObject) -> JSONObject {
        var properties = JSONObject()
        var required: [JSONValue] = []
        for field in type.envelope.fields {
            properties[field.name] =
                switch field.name {
                case type.envelope.typeKey: ["const": .string(type.wireName)]
                case Envelope.dataKey: .object(payload)
                default: .object(schema(for: field))
                }
            if field.isRequired || field.name == type.envelope.typeKey { required.append(.string(field.name)) }
        }
        for field in type.shape.topLevel { properties[field.name] = .object(schema(for: field)) }
        var body = JSONObject([.init("type", "object")])
        if !type.envelope.wrapsPayload {
            // Some catalogues list the type among the payload's own keys; the envelope knows better what it holds.
            for member in payload["properties"]?.object?.members ?? [] where properties[member.key] == nil {
                properties[member.key] = member.value
            }
            required += (payload["required"]?.array ?? []).filter { !required.contains($0) }
        }
        body["properties"] = .object(properties)
        body["required"] = .array(required)
        return body
    }

    /// Schemas of the objects met, and of those their fields mention.
    private mutating func definitions() -> JSONObject {
        var definitions = JSONObject()
        var next = 0
        while next < met.count {
            let name = met[next]
            next += 1
            guard let object = objects[name] else { continue }
            var schema = properties(of: object.fields, owner: name)
            schema["description"] = object.note.map(JSONValue.string)
            definitions[name] = .object(schema)
        }
        return definitions
    }

    private mutating func properties(of fields: [FieldShape], owner: String? = nil) -> JSONObject {
        var schema = JSONObject([.init("type", "object")])
        guard !fields.isEmpty else { return schema }
        var properties = JSONObject()
        for field in fields {
            var own = self.schema(for: field)
            if owner == "HashFlag", field.name == "hash" { own["items"] = Self.looseHashItem }
            properties[field.name] = .object(own)
        }
        schema["properties"] = .object(properties)
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }

    private mutating func schema(for field: FieldShape) -> JSONObject {
        var schema = self.schema(for: field.type, isOpen: field.isOpen)
        schema["minLength"] = field.minLength.map { .number(JSONNumber($0)) }
        schema["maxLength"] = field.maxLength.map { .number(JSONNumber($0)) }
        schema["maxItems"] = field.maxItems.map { .number(JSONNumber($0)) }
        schema["pattern"] = field.pattern.flatMap { Self.patterns[$0] }
        if field.acceptsList {
            let list: JSONValue = ["type": "array", "items": .object(schema)]
            schema = JSONObject([.init("anyOf", [.object(schema), list])])
        }
        // The reference leaves open whether an entity nobody flagged has an empty filter or null.
        if field.isNullable || field.type == .reference("HashFlag") { schema = Self.orNull(schema) }
        schema["description"] = field.note.map(JSONValue.string)
        if field.isNewer { schema["$comment"] = "newer than the 2024 reference; older traffic lacks it" }
        return schema
    }

    private mutating func schema(for type: FieldType, isOpen: Bool) -> JSONObject {
        switch type {
        case .string: return JSONObject([.init("type", "string")])
        case .integer, .milliseconds, .seconds: return JSONObject([.init("type", "integer")])
        case .number: return JSONObject([.init("type", "number")])
        case .boolean: return JSONObject([.init("type", "boolean")])
        case .datetime: return JSONObject([.init("type", "string"), .init("format", "date-time")])
        case .object: return JSONObject([.init("type", "object")])
        case .any: return JSONObject()
        case .enumeration(let values):
            let texts = JSONValue.array(values.map(JSONValue.string))
            if isOpen { return JSONObject([.init("type", "string"), .init("examples", texts)]) }
            guard values.count == 1, let only = values.first else { return JSONObject([.init("enum", texts)]) }
            return JSONObject([.init("const", .string(only))])
        case .array(let element):
            let items = JSONValue.object(schema(for: element, isOpen: isOpen))
            return JSONObject([.init("type", "array"), .init("items", items)])
        case .map(let element):
            let values = JSONValue.object(schema(for: element, isOpen: isOpen))
            return JSONObject([.init("type", "object"), .init("additionalProperties", values)])
        case .reference(let name):
            guard objects[name] != nil else { return JSONObject([.init("type", "object")]) }
            if !met.contains(name) { met.append(name) }
            return JSONObject([.init("$ref", .string("#/$defs/\(name)"))])
        }
    }

    private static func orNull(_ schema: JSONObject) -> JSONObject {
        var schema = schema
        guard let type = schema["type"] else {
            return JSONObject([.init("anyOf", [.object(schema), ["type": "null"]])])
        }
        schema["type"] = [type, "null"]
        return schema
    }

    /// Older editions of the social.plus reference had integers here.
    private static let looseHashItem: JSONValue = ["type": ["string", "integer"]]

    /// The catalogue's own way to write patterns.
    private static let patterns: [String: JSONValue] = ["#RRGGBB": "^#[0-9A-Fa-f]{6}$"]
}
