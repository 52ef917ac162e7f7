/// A part of a list, with the way to the next part.
public struct Page<Element: Sendable>: Sendable {
    public var elements: [Element]
    /// What to ask with for the next part; nil at the end.
    public var nextCursor: String?

    /// Cuts a list that was asked for with one element more than `limit`.
    init(_ elements: [Element], limit: Int, cursor: (Element) -> String) {
        self.elements = Array(elements.prefix(limit))
        nextCursor = elements.count > limit ? self.elements.last.map(cursor) : nil
    }
}
