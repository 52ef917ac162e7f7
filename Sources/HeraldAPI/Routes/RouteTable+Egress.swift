import HeraldJSON
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/egress`: where deliveries come from, for receivers' allow-lists. Every key may read it.
    mutating func addEgress() {
        add(.get, "/v1/egress", needs: .describe) { call in
            _ = try QueryReader(call.request, known: [])
            let regions = call.operations.egress.map { region -> JSONValue in
                [
                    "region": .string(region.name),
                    "addresses": .array(
                        region.addresses.map {
                            [
                                "address": .string($0.address), "validFrom": .time($0.validFrom),
                                "validUntil": .time($0.validUntil),
                            ]
                        }),
                ]
            }
            return .json(ListPage.json(regions, nextCursor: nil))
        }
    }
}
