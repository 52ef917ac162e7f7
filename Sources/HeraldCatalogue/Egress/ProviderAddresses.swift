import CHeraldCatalogue
import HeraldJSON
public import HeraldModel

/// The addresses from which providers say they send webhooks (`catalogue/egress-regions.json`).
public enum ProviderAddresses {
    /// The published ranges of all regions of a provider; nil when it publishes none.
    public static func ranges(of provider: Dialect) -> [CIDR]? { published[provider] }

    private static let names: [(name: String, provider: Dialect)] = [
        ("social.plus", .socialplus), ("stream-chat", .stream),
    ]

    private static let published: [Dialect: [CIDR]] = {
        let file = herald_catalogue_egress()
        let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        guard let document = try? JSONValue(parsing: bytes) else { return [:] }
        var published: [Dialect: [CIDR]] = [:]
        for (name, provider) in names {
            let regions = document[name]?["regions"]?.array ?? []
            published[provider] = regions.flatMap { $0["cidr"]?.array ?? [] }.compactMap {
                $0.string.flatMap(CIDR.init)
            }
        }
        return published
    }()
}
