import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// social.plus's settings API (`reference/social-plus.md` §4, §11).
    mutating func addSocialPlus() {
        let settings = "/api/v3/network-settings/webhook"
        addSocialPlus(.get, settings) { call, network in
            .json(["enabled": .bool(call.operations.socialPlus.isEnabled(network))])
        }
        addSocialPlus(.put, settings) { call, network in
            guard let isEnabled = try await call.socialPlusBody()["webhookEnabled"]?.bool else {
                throw SocialPlusFault.badRequest("'webhookEnabled' is required and must be true or false.")
            }
            try await call.operations.socialPlus.setEnabled(isEnabled, of: network)
            return .json(["enabled": .bool(isEnabled)])
        }
        // The guide writes another path than the API reference.
        for path in ["/api/v3/network-settings/prehook", "/api/v3/network/settings/prehook"] {
            addSocialPlus(.get, path) { call, network in
                .json(SocialPlusView.json(call.operations.socialPlus.preHook(of: network)))
            }
            addSocialPlus(.put, path) { call, network in
                let current = call.operations.socialPlus.preHook(of: network)
                let change = try PreHookChange(try await call.socialPlusBody())
                // Switching off what was never set changes nothing.
                if current == nil, change.callbackURL == nil, change.isEnabled == false {
                    return .json(SocialPlusView.json(nil))
                }
                let result = try await call.operations.socialPlus.setPreHook(change, of: network)
                return .json(SocialPlusView.json(result.hook, secret: result.secret))
            }
        }
        let webhooks = "/admin/v1/webhooks"
        addSocialPlus(.get, webhooks) { call, network in
            .json(.array(try call.operations.webhooks.all(of: network).map(SocialPlusView.json)))
        }
        addSocialPlus(.post, webhooks) { call, network in
            guard let url = try await call.socialPlusBody()["callbackUrl"]?.string, !url.isEmpty else {
                throw SocialPlusFault.badRequest("'callbackUrl' is required and must be a string.")
            }
            return .json(SocialPlusView.json(try await call.operations.socialPlus.register(url, in: network)))
        }
        addSocialPlus(.delete, webhooks) { call, network in
            let body = try await call.socialPlusBody()
            guard let id = VendorQuery(call.request).text("_id") ?? body["_id"]?.string else {
                throw SocialPlusFault.badRequest("Name the webhook: /admin/v1/webhooks/{_id}.")
            }
            return try await call.deleteSocialPlusWebhook(id, of: network)
        }
        addSocialPlus(.delete, webhooks + "/{webhook}") { call, network in
            try await call.deleteSocialPlusWebhook(try call.parameter("webhook"), of: network)
        }
    }

    private mutating func addSocialPlus(
        _ method: HTTPRequest.Method, _ path: String,
        _ handler: @escaping @Sendable (Call, NetworkID) async throws -> Response
    ) {
        addVendor(method, path, prefix: "/socialplus") { call in
            try await handler(call, try call.socialPlusNetwork())
        }
    }
}

extension Call {
    private static let apiKey = HTTPField.Name("x-api-key")

    /// The network of the admin token: a `manage` key's own, or the only one of social.plus for an `admin` key.
    fileprivate func socialPlusNetwork() throws(SocialPlusFault) -> NetworkID {
        let bearer = BearerToken.read(request.headers[.authorization] ?? "").map(String.init)
        guard let token = bearer ?? Self.apiKey.flatMap({ request.headers[$0] }),
            let key = operations.keys.authenticate(token)
        else { throw .unauthenticated }
        guard Need.manage.allows(key.role) else { throw .forbidden("Only an administrator may do this.") }
        let reachable = operations.networks.all.filter { network in
            network.dialect == .socialplus && (key.networkID == nil || key.networkID == network.id)
        }
        guard let network = reachable.first else {
            throw .notFound("This token reaches no network of social.plus.")
        }
        guard reachable.count == 1 else {
            throw .badRequest("This token reaches several networks; send a key of the role 'manage' of one of them.")
        }
        return network.id
    }

    fileprivate func socialPlusBody() async throws -> JSONObject {
        guard let body = try await vendorBody() else {
            throw SocialPlusFault.badRequest("The body must be a JSON object.")
        }
        return body
    }

    fileprivate func deleteSocialPlusWebhook(_ text: String, of network: NetworkID) async throws -> Response {
        guard let id = WebhookID(text) else { throw SocialPlusFault.notFound("There is no such webhook.") }
        let webhook = try operations.webhooks.webhook(id, of: network)
        try await operations.webhooks.delete(id, of: network)
        return .json(SocialPlusView.json(webhook))
    }
}

extension PreHookChange {
    /// Reads the body of `PUT …/prehook`. The guide's `events` and `timeout` are not in the API's schema: they are left
    /// alone.
    init(_ body: JSONObject) throws(SocialPlusFault) {
        self.init()
        if let value = body["enabled"] {
            guard let flag = value.bool else { throw .badRequest("'enabled' must be true or false.") }
            isEnabled = flag
        }
        if let value = body["callbackUrl"] {
            guard let url = value.string, (1...900).contains(url.utf8.count) else {
                throw .badRequest("'callbackUrl' must be a string of 1 to 900 bytes.")
            }
            callbackURL = url
        }
        if let value = body["defaultAction"] {
            guard let action = value.string.flatMap(Hook.FailureAction.init) else {
                throw .badRequest("'defaultAction' must be 'allow' or 'deny'.")
            }
            defaultAction = action
        }
        if let value = body["regenerateKey"] {
            guard let flag = value.bool else { throw .badRequest("'regenerateKey' must be true or false.") }
            regeneratesKey = flag
        }
    }
}
