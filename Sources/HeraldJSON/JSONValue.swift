/// A JSON document as a tree. Objects keep the order of their keys; numbers keep the text they were written with.
///
/// For the admin side: catalogue, schemas, filters, request bodies. The event path never builds a tree.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number, as written.
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// A JSON number: the exact text of a valid JSON number literal.
public struct JSONNumber: Hashable, Sendable {
    /// The literal, such as `-1.50e3`.
    public let text: String

    /// Wraps text that is known to be a valid JSON number.
    public init(validated text: String) { self.text = text }
    /// The literal of an integer.
    public init(_ value: some BinaryInteger) { text = String(value) }

    /// The value as an integer; nil when it has a fraction or an exponent, or does not fit.
    public var integer: Int64? { Int64(text) }
    /// The nearest double.
    public var double: Double { Double(text) ?? .nan }
}

/// An object: keys in the order they were written, each once.
public struct JSONObject: Hashable, Sendable {
    /// The members in order.
    public private(set) var members: [Member]

    /// One key with its value.
    public struct Member: Hashable, Sendable {
        /// The key, unescaped.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// Pairs a key with a value.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Keeps the first place and the last value of a repeated key, as JavaScript does.
    public init(_ members: [Member] = []) {
        self.members = []
        self.members.reserveCapacity(members.count)
        for member in members { self[member.key] = member.value }
    }

    /// The value of `key`. Setting nil removes the member; setting a new key appends it.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key, value))
            case (nil, nil): break
            }
        }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
    }
    public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    /// The text of a string.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The value of a boolean.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The value of a whole number.
    public var integer: Int64? { if case .number(let value) = self { value.integer } else { nil } }
    /// The elements of an array.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The members of an object.
    public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
    /// The value of a member, when this is an object that has it.
    public subscript(key: String) -> JSONValue? { object?[key] }
}
