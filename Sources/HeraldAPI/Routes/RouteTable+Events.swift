import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Hummingbird

extension RouteTable {
    /// How many bytes of payload one page of events carries before it ends early.
    private static let pageBytes = 4 << 20

    /// Reading `/v1/networks/{network}/events`.
    mutating func addEvents() {
        let all = "/v1/networks/{network}/events"
        add(.get, all, needs: .read) { call in
            let query = try call.eventQuery()
            let page = try await call.operations.inspection.events(of: try call.network, matching: query)
            return .json(bytes: Self.list(page))
        }
        add(.get, all + "/stream", needs: .read) { call in try await EventStream.events(to: call) }
        add(.get, all + "/{event}", needs: .read) { call in
            let detail = try await call.operations.inspection.event(try call.parameter("event"), of: try call.network)
            return .json(bytes: EventView.json(detail))
        }
    }

    private static func list(_ page: Page<EventRecord>) -> [UInt8] {
        var output = JSONOutput()
        var cursor = page.nextCursor
        output.object { output in
            output.key("data")
            output.array { output in
                for (index, event) in page.elements.enumerated() {
                    output.object { EventView.writeMembers(event, to: &$0) }
                    if output.bytes.count >= pageBytes, index + 1 < page.elements.count {
                        cursor = event.id.description
                        break
                    }
                }
            }
            output.key("nextCursor")
            output.text(cursor)
        }
        return output.bytes
    }
}

extension Call {
    fileprivate func eventQuery() throws(OperationError) -> EventQuery {
        let reader = try QueryReader(
            request, known: ["type", "since", "until", "orderingKey", "q", "limit", "cursor"])
        var query = EventQuery(limit: try reader.limit())
        query.types = try reader.patterns("type")
        query.since = try reader.time("since")
        query.until = try reader.time("until")
        query.orderingKey = reader.text("orderingKey")
        query.text = reader.text("q")
        query.before = try reader.cursor()
        return query
    }
}
