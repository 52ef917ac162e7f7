import HeraldModel

extension Dialect {
    /// The names of the vendor credentials a network of this dialect may bring along.
    var credentialNames: [String] {
        switch self {
        case .socialplus, .standard: []
        case .sendbird: ["appId", "masterApiToken"]
        case .stream: ["apiKey", "apiSecret"]
        }
    }
}
