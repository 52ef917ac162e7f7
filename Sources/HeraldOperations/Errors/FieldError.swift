/// One bad field of a request, named so that its sender finds it.
public struct FieldError: Hashable, Sendable {
    /// A JSON pointer into the request body, such as `/events/0`.
    public var pointer: String
    /// What is wrong and what to write instead.
    public var detail: String
    /// A stable name for the fault, where programs may want to tell it apart.
    public var code: String?
    /// Values that may have been meant, best first.
    public var suggestions: [String]

    /// Describes one bad field.
    public init(pointer: String, detail: String, code: String? = nil, suggestions: [String] = []) {
        self.pointer = pointer
        self.detail = detail
        self.code = code
        self.suggestions = suggestions
    }

    /// The same fault, seen from a document that holds this one at `prefix`.
    func moved(under prefix: String) -> FieldError {
        var copy = self
        copy.pointer = prefix + pointer
        return copy
    }
}
