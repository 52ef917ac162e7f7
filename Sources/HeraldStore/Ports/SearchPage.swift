public import HeraldModel

/// What a search found, in the list's order.
public struct SearchPage<Element: Sendable, ID: Identifier>: Sendable {
    public var elements: [Element]
    /// The place in the list where the search ended at its bound: all up to it, itself included, was looked at, and
    /// there may be more behind it. Nil when the page is full or the list has ended.
    public var end: ID?

    /// Describes what was found.
    public init(_ elements: [Element] = [], end: ID? = nil) {
        self.elements = elements
        self.end = end
    }
}
