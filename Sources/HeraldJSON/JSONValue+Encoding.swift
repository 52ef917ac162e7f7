extension JSONValue {
    /// The document without needless bytes, or (pretty) indented by two spaces for people to read.
    public func encoded(pretty: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        if pretty { appendPretty(to: &output, indent: 0) } else { append(to: &output) }
        return output
    }

    /// The compact document as text.
    public var encodedString: String { String(decoding: encoded(), as: UTF8.self) }

    /// Appends the compact document. Numbers are written as they were read.
    public func append(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let value): output.append(contentsOf: value.text.utf8)
        case .string(let value): JSONStringWriter.append(value, to: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                element.append(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONStringWriter.append(member.key, to: &output)
                output.append(UInt8(ascii: ":"))
                member.value.append(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private func appendPretty(to output: inout [UInt8], indent: Int) {
        func newLine(_ level: Int) {
            output.append(UInt8(ascii: "\n"))
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
        }
        switch self {
        case .array(let elements) where !elements.isEmpty:
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                element.appendPretty(to: &output, indent: indent + 1)
            }
            newLine(indent)
            output.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            output.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                newLine(indent + 1)
                JSONStringWriter.append(member.key, to: &output)
                output.append(contentsOf: ": ".utf8)
                member.value.appendPretty(to: &output, indent: indent + 1)
            }
            newLine(indent)
            output.append(UInt8(ascii: "}"))
        default: append(to: &output)
        }
    }
}
