public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Makes links to networks' portals, opens them, and revokes them.
///
/// Links are signed and not kept: they stay valid until they expire or the portal's epoch is raised.
public struct PortalLinks: Sendable {
    let signer: PortalSigner
    let sessions: Sessions
    let gate: ChangeGate

    private static let lifetimes: ClosedRange<Int64> = 60...604_800

    /// What a link may let its holder do.
    private enum Access: String, CaseIterable {
        case manage, read

        var role: Role {
            switch self {
            case .manage: .manage
            case .read: .read
            }
        }
    }

    /// Makes a link from `{"expiresInSeconds"?,"role"?,"viewer"?}`.
    public func create(_ body: JSONValue, for id: NetworkID) throws(OperationError) -> PortalLink {
        guard let network = sessions.directory.network(id) else { throw .notFound("network") }
        var reader = FieldReader(body)
        let seconds = reader.optional("expiresInSeconds", .integer(Self.lifetimes)) ?? 3600
        let access = reader.optional("role", FieldRule<Access>.choice) ?? .manage
        let viewer = reader.optional("viewer", .text(1...PortalFields.longestName))
        try reader.finish()
        let pass = PortalPass(
            role: access.role, viewer: viewer, expiresAt: sessions.clock.now.advanced(byMilliseconds: seconds * 1000),
            epoch: network.portal.epoch)
        let token = signer.token(for: PortalGrant(networkID: id, pass: pass))
        return PortalLink(
            path: "/portal/open?token=\(token)", role: pass.role, viewer: viewer, expiresAt: pass.expiresAt)
    }

    /// Makes all links of a network worthless and ends the sessions they opened.
    public func revokeAll(of id: NetworkID) async throws {
        try await gate.run {
            guard var network = sessions.directory.network(id) else { throw OperationError.notFound("network") }
            network.portal.epoch += 1
            network.updatedAt = sessions.clock.now
            let changed = network
            try await OperationError.translating("network") {
                try await sessions.store.save(changed)
                // The epoch alone ends them at once, also one that is about to begin.
                sessions.directory.put(changed)
                try await sessions.store.deleteSessions(of: .portal(id), except: nil)
            }
        }
    }

    /// Opens a link: begins a session that ends when the link expires. Tokens that this server never made count as
    /// attempts to sign in.
    public func open(_ token: String, from address: String, agent: String) async throws -> SignedIn {
        let accounts = [SignInLimiter.Account.address(address)]
        try sessions.charge(accounts)
        guard let grant = signer.grant(of: token) else { throw OperationError.portalLinkInvalid }
        sessions.refund(accounts)
        guard let network = sessions.directory.network(grant.networkID), network.portal.epoch == grant.pass.epoch,
            sessions.clock.now < grant.pass.expiresAt
        else { throw OperationError.portalLinkInvalid }
        return try await sessions.begin(.portal(network.id), pass: grant.pass, agent: agent)
    }

    /// The network a token was made for, be it expired or revoked; nil unless this server made it.
    public func network(of token: String) -> NetworkID? { signer.grant(of: token)?.networkID }
}
