import HeraldJSON

/// One `--set /pointer=value`.
struct PayloadChange: Hashable, Sendable {
    let pointer: JSONPointer
    let value: JSONValue

    /// Reads `/pointer=value`; a value that is not JSON is text. A leading `/data` may be written or left out.
    /// - Throws: ``CommandFailure`` when it has no `=` or the pointer is not one.
    init(_ text: String) throws(CommandFailure) {
        let hint = "Write it as --set /messages/0/text=hello."
        guard let equals = text.firstIndex(of: "=") else {
            throw CommandFailure("--set takes /pointer=value.", status: .usage, hint: hint)
        }
        do {
            let given = try JSONPointer(text[..<equals])
            pointer = given.tokens.first == "data" ? JSONPointer(tokens: Array(given.tokens.dropFirst())) : given
        } catch {
            throw CommandFailure("--set does not start with a JSON pointer.", status: .usage, hint: hint)
        }
        let written = text[text.index(after: equals)...]
        value = (try? JSONValue(parsing: written)) ?? .string(String(written))
    }

    /// The document with the value in place. The last step may be a new key; everything before must exist.
    func applied(to document: JSONValue) throws(CommandFailure) -> JSONValue {
        try Self.replace(in: document, pointer.tokens[...], by: value, whole: pointer)
    }

    private static func replace(
        in document: JSONValue, _ path: ArraySlice<String>, by value: JSONValue, whole: JSONPointer
    ) throws(CommandFailure) -> JSONValue {
        guard let step = path.first else { return value }
        switch document {
        case .object(var object):
            let member = object[step]
            guard member != nil || path.count == 1 else { break }
            object[step] = try replace(in: member ?? .null, path.dropFirst(), by: value, whole: whole)
            return .object(object)
        case .array(var elements):
            guard let index = Int(step), elements.indices.contains(index) else { break }
            elements[index] = try replace(in: elements[index], path.dropFirst(), by: value, whole: whole)
            return .array(elements)
        default: break
        }
        throw CommandFailure(
            "The sample has nothing at '\(TextWidth.harmless(whole.description))'.", status: .usage,
            hint: "See the sample with 'herald catalogue show TYPE'."
        )
    }
}
