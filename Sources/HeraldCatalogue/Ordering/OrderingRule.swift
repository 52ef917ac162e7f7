import HeraldJSON

/// One place in a payload where the ordering key may stand.
struct OrderingRule: Sendable {
    /// What the key is called: a word, or the text at a place in the payload.
    enum Kind: Sendable {
        case fixed(String)
        case field(JSONPointer)
    }

    /// Text that a place in the payload must hold.
    struct Condition: Sendable {
        let pointer: JSONPointer
        let text: String
    }

    let pointer: JSONPointer
    let kind: Kind
    let condition: Condition?

    /// The pointer as text.
    var path: String { pointer.description }

    private init(_ anchor: OrderingAnchor, in base: JSONPointer) {
        pointer = base.appending(anchor.field)
        kind =
            switch anchor.kind {
            case .fixed(let word): .fixed(word)
            case .field(let name): .field(base.appending(name))
            }
        condition = anchor.condition.map { Condition(pointer: base.appending($0.field), text: $0.text) }
    }

    /// The key this rule finds in `payload`, such as `channel:c1`; nil when the place is missing, empty or no id.
    func key(in payload: [UInt8]) -> String? {
        guard let id = Self.text(at: pointer, in: payload), !id.isEmpty else { return nil }
        if let condition {
            guard Self.text(at: condition.pointer, in: payload) == condition.text else { return nil }
        }
        switch kind {
        case .fixed(let word): return "\(word):\(id)"
        case .field(let place): return "\(Self.text(at: place, in: payload) ?? "target"):\(id)"
        }
    }

    /// The text of a string or number at `pointer`, at most 512 bytes: ids are short, and keys are kept in memory.
    private static func text(at pointer: JSONPointer, in payload: [UInt8]) -> String? {
        guard let range = JSONScanner.value(at: pointer, in: payload), range.count <= 512 else { return nil }
        switch payload[range.lowerBound] {
        case UInt8(ascii: "\""): return JSONScanner.string(at: range, in: payload)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return String(decoding: payload[range], as: UTF8.self)
        default: return nil
        }
    }

    /// The rules of a payload shape: the subject first, then a channel, post or community that is carried along.
    ///
    /// Users and files order only what is about nothing else.
    static func rules(for shape: PayloadShape, anchors: [String: [OrderingAnchor]]) -> [OrderingRule] {
        let root = JSONPointer(tokens: [])
        if let flat = shape.flatObject, let own = anchors[flat] { return own.map { OrderingRule($0, in: root) } }
        let referring = shape.fields.filter { $0.type.referencedObject.map { anchors[$0] != nil } ?? false }
        let weighty = referring.filter { !isCompany($0) }
        var rules: [OrderingRule] = []
        var objects: Set<String> = []
        for (position, field) in (weighty.isEmpty ? Array(referring.prefix(1)) : weighty).enumerated() {
            guard let object = field.type.referencedObject, objects.insert(object).inserted else { continue }
            for anchor in anchors[object] ?? [] where position == 0 || anchor.isFallback {
                rules += bases(of: field, root: root).map { OrderingRule(anchor, in: $0) }
            }
        }
        return rules
    }

    /// The places a payload of this shape can have; all of them when its shape was never published.
    static func rules(for shape: PayloadShape, places: [OrderingPlace]) -> [OrderingRule] {
        places.filter { place in
            shape.fields.isEmpty || shape.fields.contains { $0.name == place.path.first }
        }.map(OrderingRule.init)
    }

    private init(_ place: OrderingPlace) {
        pointer = JSONPointer(tokens: place.path)
        kind = .fixed(place.word)
        condition = nil
    }

    private static func bases(of field: FieldShape, root: JSONPointer) -> [JSONPointer] {
        let base = root.appending(field.name)
        let first = base.appending(0)
        if field.type.isObjectList { return [first] }
        return field.acceptsList ? [base, first] : [base]
    }

    /// Whether the field holds users or files, which accompany every subject.
    private static func isCompany(_ field: FieldShape) -> Bool { field.name == "users" || field.name == "files" }
}

extension OrderingAnchor {
    /// Whether the anchor may order events of another subject.
    fileprivate var isFallback: Bool {
        switch kind {
        case .fixed(let word): word == "channel" || word == "post" || word == "community"
        case .field: true
        }
    }
}
