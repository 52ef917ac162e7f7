import HeraldJSON
import HeraldModel
import HeraldOperations

/// The shape of every list: `{"data":[…],"nextCursor":string|null}`.
enum ListPage {
    /// A page that was already cut.
    static func json(_ elements: [JSONValue], nextCursor: String?) -> JSONValue {
        ["data": .array(elements), "nextCursor": nextCursor.map(JSONValue.string) ?? .null]
    }

    /// Cuts a page out of a complete list that is sorted by id.
    static func cut<Element, ID: Identifier>(
        _ all: [Element], query: QueryReader, newestFirst: Bool = false, id: (Element) -> ID,
        json: (Element) -> JSONValue
    ) throws(OperationError) -> JSONValue {
        let limit = try query.limit()
        var rest = all[...]
        if let cursor = try query.cursor(ID.self) {
            rest = rest.drop { newestFirst ? id($0) >= cursor : id($0) <= cursor }
        }
        let shown = rest.prefix(limit)
        return Self.json(
            shown.map(json), nextCursor: rest.count > limit ? shown.last.map { id($0).description } : nil)
    }
}
