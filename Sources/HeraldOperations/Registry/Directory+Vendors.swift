import HeraldJSON
public import HeraldModel

extension Directory {
    /// The Sendbird network a caller's `Api-Token` belongs to.
    ///
    /// A token that several networks share names none of them, unless `appID` says which.
    public func network(forSendbirdToken token: some StringProtocol, appID: String? = nil) -> Network? {
        only(of: networks(.sendbird, token), appID: appID)
    }

    /// The Stream network with this `api_key`.
    public func network(forStreamKey key: some StringProtocol) -> Network? { only(of: networks(.stream, key)) }

    /// The vendor whose own API made the webhook and changes it; nil for webhooks of the native API.
    public func manager(of webhook: Webhook) -> Dialect? {
        VendorDocumentName.allCases.first { name in
            vendorDocument(name, of: webhook.networkID)?.webhookIDs.contains(webhook.id) == true
        }?.dialect
    }

    private func only(of networks: [Network], appID: String? = nil) -> Network? {
        guard networks.count > 1 else { return networks.first }
        let named = networks.filter { appID != nil && $0.credentials.sendbird?.appID == appID }
        return named.count == 1 ? named.first : nil
    }
}

extension JSONValue {
    /// The webhooks a vendor's document speaks of, wherever in it.
    var webhookIDs: Set<WebhookID> {
        switch self {
        case .array(let elements): elements.reduce(into: []) { $0.formUnion($1.webhookIDs) }
        case .object(let object):
            object.members.reduce(into: []) { ids, member in
                if member.key == "webhookId", let id = member.value.string.flatMap({ WebhookID($0) }) {
                    ids.insert(id)
                } else {
                    ids.formUnion(member.value.webhookIDs)
                }
            }
        default: []
        }
    }
}
