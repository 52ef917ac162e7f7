import HeraldJSON

extension JSONValue {
    /// The member as a table shows it: lists joined by commas, booleans as yes and no, nothing for null.
    func text(_ key: String) -> String { self[key]?.displayText ?? "" }

    /// The value as a table shows it.
    var displayText: String {
        switch self {
        case .null: ""
        case .bool(let value): value ? "yes" : "no"
        case .number(let number): number.text
        case .string(let value): value
        case .array(let values): values.map(\.displayText).joined(separator: ", ")
        case .object: encodedString
        }
    }
}
