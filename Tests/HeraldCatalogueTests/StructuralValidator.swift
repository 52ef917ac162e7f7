import HeraldJSON
import HeraldModel

/// Checks documents against the part of JSON Schema that the catalogue writes.
///
/// Small on purpose: the independent check
/// is done by Python's jsonschema; this one always runs.
struct StructuralValidator {
    private let definitions: JSONValue?

    /// Where `document` breaks `schema`, as sentences; none when it is valid.
    static func faults(of document: JSONValue, against schema: JSONValue) -> [String] {
        StructuralValidator(definitions: schema["$defs"]).faults(document, schema, at: "")
    }

    private func faults(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        if let reference = schema["$ref"]?.string {
            guard let target = definitions?[String(reference.dropFirst("#/$defs/".count))] else {
                return ["\(path): \(reference) is not defined"]
            }
            return faults(value, target, at: path)
        }
        if let choices = schema["anyOf"]?.array {
            let isValid = choices.contains { self.faults(value, $0, at: path).isEmpty }
            return isValid ? [] : ["\(path): fits no alternative"]
        }
        var faults: [String] = []
        if let constant = schema["const"], constant != value { faults.append("\(path): not \(constant)") }
        if let values = schema["enum"]?.array, !values.contains(value) { faults.append("\(path): not in the list") }
        if let type = schema["type"] {
            let names = type.array?.compactMap(\.string) ?? [type.string ?? ""]
            if !names.contains(where: { Self.isA(value, $0) }) { faults.append("\(path): not of type \(names)") }
        }
        switch value {
        case .object(let object): faults += self.faults(object, schema, at: path)
        case .array(let elements):
            if let most = schema["maxItems"]?.integer, elements.count > most { faults.append("\(path): too many") }
            guard let items = schema["items"] else { break }
            for (index, element) in elements.enumerated() {
                faults += self.faults(element, items, at: "\(path)/\(index)")
            }
        case .string(let text):
            if schema["format"]?.string == "date-time", !Self.isTime(text) { faults.append("\(path): no time") }
            if let most = schema["maxLength"]?.integer, text.count > most { faults.append("\(path): too long") }
        default: break
        }
        return faults
    }

    private func faults(_ object: JSONObject, _ schema: JSONValue, at path: String) -> [String] {
        var faults: [String] = []
        for key in schema["required"]?.array ?? [] where object[key.string ?? ""] == nil {
            faults.append("\(path): lacks \(key)")
        }
        for member in object.members {
            let place = "\(path)/\(member.key)"
            guard let own = schema["properties"]?[member.key] ?? schema["additionalProperties"] else { continue }
            faults += self.faults(member.value, own, at: place)
        }
        return faults
    }

    private static func isA(_ value: JSONValue, _ type: String) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("number", .number), ("string", .string), ("array", .array),
            ("object", .object):
            true
        case ("integer", .number(let number)): number.integer != nil
        default: false
        }
    }

    /// RFC 3339 in UTC with exactly three digits of a second.
    private static func isTime(_ text: String) -> Bool { Timestamp(text)?.description == text }
}
