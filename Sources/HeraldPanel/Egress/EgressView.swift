import HeraldModel
import HeraldOperations

/// What the page of egress addresses shows.
struct EgressView {
    let regions: [Region]
    /// All addresses that are valid, one in a line.
    let list: String

    /// One region.
    struct Region {
        let regionName: String
        let isOurs: Bool
        let addresses: [Address]
    }

    /// One address.
    struct Address {
        let address: String
        let from: Moment?
        let until: Moment?
    }

    init(_ network: Network, _ operations: Operations) {
        regions = operations.egress.map { region in
            Region(
                regionName: region.name, isOurs: region.name == (network.region ?? "default"),
                addresses: region.addresses.map {
                    Address(
                        address: $0.address, from: $0.validFrom.map(Moment.init), until: $0.validUntil.map(Moment.init))
                })
        }
        let ours = operations.egress.filter { $0.name == (network.region ?? "default") }
        list = (ours.isEmpty ? operations.egress : ours).flatMap(\.addresses).map(\.address).joined(separator: "\n")
    }
}
