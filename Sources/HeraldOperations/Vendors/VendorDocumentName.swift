import HeraldModel

/// The documents vendors' APIs keep, one per network and vendor.
enum VendorDocumentName: String, CaseIterable {
    case sendbird = "vendor/sendbird"
    case stream = "vendor/stream"
    case socialplus = "vendor/socialplus"

    /// What all their names start with.
    static let prefix = "vendor/"

    var dialect: Dialect {
        switch self {
        case .sendbird: .sendbird
        case .stream: .stream
        case .socialplus: .socialplus
        }
    }
}
