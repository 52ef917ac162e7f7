import HeraldModel

extension Dialect {
    /// The name people know it by.
    var title: String {
        switch self {
        case .socialplus: "social.plus"
        case .sendbird: "Sendbird"
        case .stream: "Stream"
        case .standard: "Standard Webhooks"
        }
    }
}
