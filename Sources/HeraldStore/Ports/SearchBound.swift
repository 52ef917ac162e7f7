/// How far a search goes in a list before it answers with what it found, whether or not that fills a page.
///
/// Rows that do not match cost time too: without a bound, a search for what never occurs reads everything.
public struct SearchBound: Hashable, Sendable {
    /// Look at this many rows at most, matching or not.
    public var rows: Int
    /// Look no further after this time; nil means no end.
    public var duration: Duration?

    /// Searches to the end of the list.
    public static let none = SearchBound()

    /// Describes a bound.
    public init(rows: Int = .max, duration: Duration? = nil) {
        self.rows = rows
        self.duration = duration
    }
}
