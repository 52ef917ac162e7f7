import HeraldModel

/// The latest refusals of the sources that refused something lately. Bounded, and without lock or clock.
struct SourceRefusalBook {
    private var pages: [SourceID: Page] = [:]
    private var turn: UInt64 = 0

    private struct Page {
        /// Oldest first.
        var refusals: [SourceRefusal] = []
        /// When something was added last, counted in additions.
        var turn: UInt64 = 0
    }

    /// How many refusals of one source are remembered.
    static let perSource = 20
    /// How many sources are; the one that was silent longest goes first.
    static let sources = 2000

    mutating func add(_ refusal: SourceRefusal, of source: SourceID) {
        turn += 1
        if pages[source] == nil, pages.count >= Self.sources,
            let quietest = pages.min(by: { $0.value.turn < $1.value.turn })?.key
        {
            pages[quietest] = nil
        }
        var page = pages.removeValue(forKey: source) ?? Page()
        if page.refusals.count >= Self.perSource { page.refusals.removeFirst() }
        page.refusals.append(refusal)
        page.turn = turn
        pages[source] = page
    }

    mutating func forget(_ source: SourceID) { pages[source] = nil }

    func newestFirst(of source: SourceID) -> [SourceRefusal] { pages[source]?.refusals.reversed() ?? [] }
}
