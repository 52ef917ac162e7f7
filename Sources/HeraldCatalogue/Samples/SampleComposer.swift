import HeraldJSON
import HeraldModel

/// Composes the sample payload of one event type: the shape gives the keys and their order, the scene the values.
///
/// Builders of single objects stand in the extensions. A key without a builder still gets a value of its type, so a
/// catalogue can be extended without touching this code.
struct SampleComposer {
    /// The values of one object; what the shape does not have is dropped.
    typealias Values = [String: JSONValue]

    let type: EventType
    let scene: SampleScene
    /// What happened, in small letters and without `did`, such as `addreaction`.
    let verb: String
    /// What it happened to, without version and push prefix, such as `mention-post`.
    let subject: String
    var random: SplitMix64

    private init(_ type: EventType, seed: UInt64) {
        self.type = type
        scene = SampleScene(seed: seed)
        let name = type.wireName.split(separator: "/").last ?? ""
        let steps = name.split(separator: ".").map(String.init)
        let last = steps.last ?? ""
        verb = (last.hasPrefix("did") ? String(last.dropFirst(3)) : last).lowercased()
        subject = steps.dropLast().last ?? ""
        // The name takes part, so that types of one seed differ in what is theirs alone.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in type.wireName.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        random = SplitMix64(seed: seed ^ hash)
    }

    /// The payload.
    static func data(of type: EventType, seed: UInt64) -> JSONValue {
        var composer = SampleComposer(type, seed: seed)
        return composer.payload()
    }

    /// The whole wire body.
    static func body(of type: EventType, seed: UInt64) -> JSONValue {
        var composer = SampleComposer(type, seed: seed)
        return composer.body(around: composer.payload())
    }

    private mutating func payload() -> JSONValue {
        if let flat = type.shape.flatObject {
            var values = values(ofFlat: flat)
            for field in type.shape.fields where field.type.isObjectList { values[field.name] = value(of: field) }
            return render(type.shape.fields, values)
        }
        // Stream's catalogue lists the type among the payload's keys, where the envelope has it.
        let fields = type.shape.fields.filter { type.envelope.wrapsPayload || $0.name != type.envelope.typeKey }
        var members = fields.map { JSONObject.Member($0.name, value(of: $0)) }
        // The guide's sample deliveries of channel events put the user ids first.
        if subject == "channel", let index = members.firstIndex(where: { $0.key == "userIds" }) {
            members.insert(members.remove(at: index), at: 0)
        }
        return .object(JSONObject(members))
    }

    private mutating func body(around payload: JSONValue) -> JSONValue {
        var body = JSONObject()
        for field in type.envelope.fields {
            switch field.name {
            case type.envelope.typeKey: body[field.name] = .string(type.wireName)
            case Envelope.dataKey: body[field.name] = payload
            case _ where !type.envelope.wrapsPayload: continue
            default:
                guard type.isPush || field.isRequired else { continue }
                body[field.name] = envelopeValue(of: field)
            }
        }
        if !type.envelope.wrapsPayload {
            for member in payload.object?.members ?? [] where body[member.key] == nil {
                body[member.key] = member.value
            }
            // What else surrounds a flat payload stands behind it.
            for field in type.envelope.fields where body[field.name] == nil { body[field.name] = fallback(field) }
        }
        for field in type.shape.topLevel { body[field.name] = envelopeValue(of: field) }
        return .object(body)
    }

    private mutating func envelopeValue(of field: FieldShape) -> JSONValue {
        switch field.name {
        case "id": text(scene.reactionId)
        case "networkId": text(scene.networkId)
        case "path": text("\(scene.networkId)/push-notification/\(scene.reactionId)")
        case "senderId": text(actor.userId)
        case "version": "1"
        case "sentTime": time(moment)
        default: fallback(field)
        }
    }

    /// The fields that have a value, in the order of the shape; required ones always.
    func render(_ fields: [FieldShape], _ values: Values) -> JSONValue {
        var members: [JSONObject.Member] = []
        for field in fields {
            if let value = values[field.name] {
                members.append(.init(field.name, value))
            } else if field.isRequired {
                members.append(.init(field.name, fallback(field)))
            }
        }
        return .object(JSONObject(members))
    }

    /// The named object with `values`.
    func render(_ name: String, _ values: Values) -> JSONValue { render(type.objects[name]?.fields ?? [], values) }

    /// A value that is at least of the right type.
    func fallback(_ field: FieldShape) -> JSONValue {
        field.isNullable ? .null : fallback(field.type, name: field.name)
    }

    private var isChat: Bool { type.dialect.dialect != .socialplus }

    /// Whether a value that was chosen by a field's name has the field's type.
    private static func fits(_ value: JSONValue, _ type: FieldType) -> Bool {
        switch type {
        case .string: value.string != nil
        case .integer, .milliseconds, .seconds: value.integer != nil
        case .array: value.array != nil
        case .any: true
        default: false
        }
    }

    private func fallback(_ type: FieldType, name: String) -> JSONValue {
        if isChat, let known = chatScalar(name), Self.fits(known, type) { return known }
        return switch type {
        case .string: text("\(name)-\(scene.reactionId.suffix(6))")
        case .integer, .number: 1
        case .boolean: false
        case .datetime: time(moment)
        case .milliseconds: count(Int(moment.milliseconds))
        case .seconds: count(Int(moment.milliseconds / 1000))
        case .object, .any: [:]
        case .enumeration(let values): text(values.first ?? "")
        case .array(let element): [fallback(element, name: name)]
        case .map: [:]
        case .reference(let object): render(object, isChat ? chatValues(object) : [:])
        }
    }
}
