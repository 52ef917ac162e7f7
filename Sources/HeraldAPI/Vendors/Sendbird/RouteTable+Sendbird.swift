import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// Sendbird's Platform API, as far as it is about webhooks (`reference/sendbird.md` §1, §2.6).
    mutating func addSendbird() {
        let settings = "/v3/applications/settings/webhook"
        addSendbird(.get, settings) { call, network in
            var shown = SendbirdView.json(call.operations.sendbird.settings(of: network.id))
            if try call.sendbirdFlag("display_all_webhook_categories") {
                shown["all_webhook_categories"] = .array(SendbirdAdministration.categories.map(JSONValue.string))
            }
            return .json(["webhook": .object(shown)])
        }
        addSendbird(.put, settings) { call, network in
            guard let body = try await call.vendorBody() else { throw SendbirdFault.invalidJSON }
            let change = try SendbirdChange(SendbirdBody(object: body))
            let changed = try await call.operations.sendbird.update(change, of: network.id)
            return .json(["webhook": .object(SendbirdView.json(changed))])
        }
        addSendbirdExports()
    }

    mutating func addSendbird(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Call, Network) async throws -> Response
    ) {
        addVendor(method, path, prefix: "/sendbird") { call in try await handler(call, try call.sendbirdNetwork()) }
    }
}

extension Call {
    private static let apiToken = HTTPField.Name("api-token")

    /// The network whose API token the request carries. Where networks share one, the host says which application.
    fileprivate func sendbirdNetwork() throws(SendbirdFault) -> Network {
        guard let name = Self.apiToken, let token = request.headers[name],
            let network = operations.directory.network(forSendbirdToken: token, appID: sendbirdApplication)
        else { throw .invalidToken }
        return network
    }

    /// The application of a host such as `api-{application_id}.herald.example`.
    private var sendbirdApplication: String? {
        guard let host = request.head.authority, host.hasPrefix("api-") else { return nil }
        return String(host.dropFirst(4).prefix { $0 != "." && $0 != ":" })
    }

    /// A boolean as SDKs write them, Python's `True` among them.
    fileprivate func sendbirdFlag(_ name: String) throws(SendbirdFault) -> Bool {
        switch VendorQuery(request).text(name)?.lowercased() {
        case nil, "false", "0": return false
        case "true", "1": return true
        default: throw SendbirdFault(400_104, "\"\(name)\" must be a boolean.")
        }
    }
}
