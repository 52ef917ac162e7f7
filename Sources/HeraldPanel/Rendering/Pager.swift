import HeraldModel

/// The way to a list's next part, and back to its first.
struct Pager {
    let nextHref: String?
    /// How far back a search got that ended at its bound.
    let searched: Moment?
    let firstHref: String?

    init(
        _ path: String, _ parameters: [(String, String)], cursor: String?, searchedTo: Timestamp? = nil, isFirst: Bool
    ) {
        searched = searchedTo.map(Moment.init)
        let query = parameters.map { "\($0.0)=\(FormText.encode($0.1))" }
        nextHref = cursor.map { "\(path)?" + (query + ["cursor=\(FormText.encode($0))"]).joined(separator: "&") }
        firstHref = isFirst ? nil : query.isEmpty ? path : "\(path)?" + query.joined(separator: "&")
    }
}
