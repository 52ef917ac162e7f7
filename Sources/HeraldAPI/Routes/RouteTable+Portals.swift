import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/portal-links`: ways in for a network's customers. Links are signed, not kept.
    mutating func addPortals() {
        let links = "/v1/networks/{network}/portal-links"
        add(.post, links, needs: .manage) { call in
            let link = try call.operations.portals.create(try await call.body(isOptional: true), for: try call.network)
            let isSecure = HTTPField.Name("x-forwarded-proto").flatMap { call.request.headers[$0] } == "https"
            let origin = call.operations.publicAddress.origin(
                authority: call.request.head.authority, isSecure: isSecure)
            return .json(
                [
                    "url": .string(origin + link.path), "path": .string(link.path),
                    "role": .string(link.role.rawValue), "viewer": .text(link.viewer),
                    "expiresAt": .time(link.expiresAt),
                ], status: .created)
        }
        add(.delete, links, needs: .manage) { call in
            try await call.operations.portals.revokeAll(of: try call.network)
            return Response(status: .noContent)
        }
    }
}
