import HeraldCatalogue
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/catalogue`. A type may hold a slash, encoded or not.
    mutating func addCatalogue() {
        let all = "/v1/networks/{network}/catalogue"
        add(.get, all, needs: .describe) { call in
            _ = try QueryReader(call.request, known: [])
            let network = try call.operations.networks.network(try call.network)
            let types = EventCatalogue.catalogue(for: network.dialect)?.types ?? []
            let entries = types.map(\.summaryJSON) + OperationalType.all.map(\.summaryJSON)
            return .json(ListPage.json(entries, nextCursor: nil))
        }
        add(.get, all + "/{type}", needs: .describe) { call in
            try Self.type(try call.parameter("type"), call)
        }
        add(.get, all + "/{type}/{member}", needs: .describe) { call in
            try Self.type(try call.parameter("type") + "/" + call.parameter("member"), call)
        }
    }

    private static func type(_ name: String, _ call: Call) throws -> Response {
        let network = try call.operations.networks.network(try call.network)
        if let own = OperationalType.named(name) { return .json(own.detailJSON) }
        guard let catalogue = EventCatalogue.catalogue(for: network.dialect) else {
            throw OperationError.notFound("event type")
        }
        if let type = catalogue.type(named: name) { return .json(type.detailJSON) }
        var suggestions: [String] = []
        if case .unknown(let nearest) = catalogue.lookup(name) { suggestions = nearest }
        throw OperationError(
            .notFound, code: "unknown_event_type", title: "Unknown event type",
            detail: "\(catalogue.vendor) has no event type '\(name.prefix(128))'."
                + (suggestions.isEmpty ? "" : " Nearest: \(suggestions.joined(separator: ", "))."))
    }
}
