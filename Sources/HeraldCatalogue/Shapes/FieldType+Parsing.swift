extension FieldType {
    /// A type as written, with the trailing `?` that some catalogues use for "may be absent".
    struct Notation: Hashable, Sendable {
        let type: FieldType
        let isOptional: Bool
    }

    /// Reads `string`, `enum(a|b)`, `[T]`, `map<T>`, an object name, each with an optional `?` at the end.
    static func parse(_ text: String) -> Notation? {
        var body = Substring(text.filter { $0 != " " })
        let isOptional = body.hasSuffix("?")
        if isOptional { body.removeLast() }
        guard let type = FieldType(notation: body) else { return nil }
        return Notation(type: type, isOptional: isOptional)
    }

    private init?(notation text: Substring) {
        if let scalar = Self.scalars[String(text)] {
            self = scalar
        } else if let inner = text.unwrapped("enum(", ")") {
            self = .enumeration(inner.split(separator: "|", omittingEmptySubsequences: false).map(String.init))
        } else if let inner = text.unwrapped("[", "]") {
            guard let element = FieldType(notation: inner) else { return nil }
            self = .array(element)
        } else if let inner = text.unwrapped("map<", ">") {
            guard let element = FieldType(notation: inner) else { return nil }
            self = .map(element)
        } else if let first = text.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
            self = .reference(String(text))
        } else {
            return nil
        }
    }

    private static let scalars: [String: FieldType] = [
        "string": .string,
        "integer": .integer,
        "number": .number,
        "boolean": .boolean,
        "datetime": .datetime,
        "millis": .milliseconds,
        "seconds": .seconds,
        "object": .object,
        "any": .any,
    ]
}

extension Substring {
    fileprivate func unwrapped(_ opening: String, _ closing: String) -> Substring? {
        guard hasPrefix(opening), hasSuffix(closing) else { return nil }
        return dropFirst(opening.count).dropLast(closing.count)
    }
}
