public import HeraldModel
import HeraldStore

/// A part of a list, with the way to the next part.
public struct Page<Element: Sendable>: Sendable {
    public var elements: [Element]
    /// What to ask with for the next part; nil at the end.
    public var nextCursor: String?
    /// How far back a search got that ended at its bound: it may have found less than there is room for, or nothing.
    public var searchedTo: Timestamp?

    /// Cuts a list that was asked for with one element more than `limit`.
    init(_ elements: [Element], limit: Int, cursor: (Element) -> String) {
        self.elements = Array(elements.prefix(limit))
        nextCursor = elements.count > limit ? self.elements.last.map(cursor) : nil
    }

    /// Cuts what a search found that looked for one element more than `limit`.
    init<ID: Identifier>(_ found: SearchPage<Element, ID>, limit: Int, id: (Element) -> ID) {
        self.init(found.elements, limit: limit) { id($0).description }
        guard nextCursor == nil, let end = found.end else { return }
        nextCursor = end.description
        searchedTo = end.timestamp
    }
}
