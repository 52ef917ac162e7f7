import Hummingbird

/// Reads the query of a vendor's call: unknown parameters are left alone, because the vendors do so.
struct VendorQuery {
    private var values: [String: String] = [:]

    init(_ request: Request) {
        for part in (request.uri.query ?? "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decode(sides[0], plusIsSpace: true),
                let value = PercentDecoding.decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
            else { continue }
            values[name] = value
        }
    }

    /// The last value of a parameter; an empty one counts as absent.
    func text(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
}
