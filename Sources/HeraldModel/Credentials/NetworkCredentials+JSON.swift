public import HeraldJSON

extension NetworkCredentials {
    /// The form the API shows and stores keep: `{}`, `{"appId","masterApiToken"}`, or
    /// `{"apiKey","apiSecret","apiKeys":[{"apiKey","apiSecret","createdAt"}],"signingKey"}`, where the flat pair is the
    /// key that signs.
    public var json: JSONValue {
        switch self {
        case .none: return [:]
        case .sendbird(let credentials):
            return ["appId": .string(credentials.appID), "masterApiToken": .string(credentials.masterAPIToken)]
        case .stream(let credentials):
            var object = JSONObject()
            object["apiKey"] = credentials.signingKey.map { .string($0.apiKey) }
            object["apiSecret"] = credentials.signingKey.map { .string($0.apiSecret) }
            object["apiKeys"] = .array(
                credentials.keys.map { key in
                    [
                        "apiKey": .string(key.apiKey), "apiSecret": .string(key.apiSecret),
                        "createdAt": .string(key.createdAt.description),
                    ]
                })
            object["signingKey"] = .string(credentials.signsWith.rawValue)
            return .object(object)
        }
    }

    /// Reads what ``json`` wrote, and the flat pairs of earlier versions. What is incomplete counts as none: nothing
    /// could be signed with it.
    public init(json: JSONValue) {
        if let id = json["appId"]?.string, let token = json["masterApiToken"]?.string {
            self = .sendbird(SendbirdCredentials(appID: id, masterAPIToken: token))
            return
        }
        let listed = (json["apiKeys"]?.array ?? []).compactMap(Self.key)
        let keys = listed.isEmpty ? [Self.key(json)].compactMap(\.self) : listed
        let choice = json["signingKey"]?.string.flatMap(StreamCredentials.Choice.init(rawValue:))
        self = keys.isEmpty ? .none : .stream(StreamCredentials(keys: keys, signsWith: choice ?? .oldest))
    }

    private static func key(_ json: JSONValue) -> StreamAPIKey? {
        guard let name = json["apiKey"]?.string, let secret = json["apiSecret"]?.string else { return nil }
        let created = json["createdAt"]?.string.flatMap { Timestamp($0) }
        return StreamAPIKey(apiKey: name, apiSecret: secret, createdAt: created ?? Timestamp(milliseconds: 0))
    }
}
