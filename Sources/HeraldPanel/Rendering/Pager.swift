/// The way to a list's next part, and back to its first.
struct Pager {
    let nextHref: String?
    let firstHref: String?

    init(_ path: String, _ parameters: [(String, String)], cursor: String?, isFirst: Bool) {
        let query = parameters.map { "\($0.0)=\(FormText.encode($0.1))" }
        nextHref = cursor.map { "\(path)?" + (query + ["cursor=\(FormText.encode($0))"]).joined(separator: "&") }
        firstHref = isFirst ? nil : query.isEmpty ? path : "\(path)?" + query.joined(separator: "&")
    }
}
