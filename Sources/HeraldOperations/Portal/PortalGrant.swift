import HeraldModel

/// What a portal's token says: which network, and the pass to it.
struct PortalGrant: Hashable, Sendable {
    let networkID: NetworkID
    let pass: PortalPass
}
