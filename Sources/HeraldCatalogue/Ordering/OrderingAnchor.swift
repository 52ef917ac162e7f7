/// Which field of a named object keeps events in order, and what the key is called.
struct OrderingAnchor: Hashable, Sendable {
    /// Where the word in front of the key comes from.
    enum Kind: Hashable, Sendable {
        /// Always this word.
        case fixed(String)
        /// The text of a sibling field, such as `targetType`.
        case field(String)
    }

    /// The field that holds the key.
    let field: String
    /// What it is the key of.
    let kind: Kind
    /// A sibling field and the text it must have for this anchor to hold.
    let condition: Condition?

    /// A sibling field and the text it must have.
    struct Condition: Hashable, Sendable {
        let field: String
        let text: String
    }

    init(_ field: String, _ kind: Kind, when condition: Condition? = nil) {
        self.field = field
        self.kind = kind
        self.condition = condition
    }
}
