/// One key of a payload or of a named object.
public struct FieldShape: Hashable, Sendable {
    /// The key.
    public let name: String
    /// What stands under the key.
    public internal(set) var type: FieldType
    /// Whether every payload has the key.
    public internal(set) var isRequired = false
    /// Whether null is a documented value.
    public internal(set) var isNullable = false
    /// Whether only the newest reference has the key, so that older traffic lacks it.
    public internal(set) var isNewer = false
    /// Whether values outside the enumeration are to be expected.
    public internal(set) var isOpen = false
    /// Whether the reference disagrees about one object or a list of them.
    public internal(set) var acceptsList = false
    /// Fewest characters.
    public internal(set) var minLength: Int64?
    /// Most characters.
    public internal(set) var maxLength: Int64?
    /// Most elements.
    public internal(set) var maxItems: Int64?
    /// The pattern of the text, in the words of the reference.
    public internal(set) var pattern: String?
    /// A remark for readers.
    public internal(set) var note: String?

    init(name: String, type: FieldType) {
        self.name = name
        self.type = type
    }
}
