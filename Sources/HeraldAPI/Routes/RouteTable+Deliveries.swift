import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/deliveries`.
    mutating func addDeliveries() {
        let all = "/v1/networks/{network}/deliveries"
        add(.get, all, needs: .read) { call in
            let network = try call.network
            let page = try await call.operations.inspection.deliveries(of: network, matching: try call.deliveryQuery())
            return .json(
                ListPage.json(
                    page.elements.map { DeliveryView.json($0, of: network) }, nextCursor: page.nextCursor))
        }
        add(.get, all + "/{delivery}", needs: .read) { call in
            let network = try call.network
            let detail = try await call.operations.inspection.delivery(try call.id("delivery"), of: network)
            return .json(DeliveryView.json(detail, of: network))
        }
        add(.post, all + "/{delivery}/retry", needs: .manage) { call in
            let network = try call.network
            let delivery = try await call.operations.inspection.retry(try call.id("delivery"), of: network)
            return .json(DeliveryView.json(delivery, of: network), status: .accepted)
        }
    }
}

extension Call {
    fileprivate func deliveryQuery() throws(OperationError) -> DeliveryQuery {
        let reader = try QueryReader(
            request, known: ["status", "webhook", "event", "type", "since", "until", "limit", "cursor"])
        var query = DeliveryQuery(limit: try reader.limit())
        query.statuses = try reader.words("status", DeliveryStatus.allCases.map(\.name)) { DeliveryStatus(name: $0) }
        query.webhook = try reader.id("webhook")
        query.event = try reader.id("event")
        query.types = try reader.patterns("type")
        query.since = try reader.time("since")
        query.until = try reader.time("until")
        query.before = try reader.cursor()
        return query
    }
}
