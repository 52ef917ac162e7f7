/// Something about an accepted field that its sender should know.
public struct FieldWarning: Hashable, Sendable {
    /// A JSON pointer into the request body.
    public var pointer: String
    /// What was noticed and what it means.
    public var detail: String
    /// Values that may have been meant, best first.
    public var suggestions: [String]

    /// Describes a warning.
    public init(pointer: String, detail: String, suggestions: [String] = []) {
        self.pointer = pointer
        self.detail = detail
        self.suggestions = suggestions
    }
}
