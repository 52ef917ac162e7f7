import HeraldModel
import HeraldStore

extension PageRequest {
    /// Reads the page.
    func read(from store: any DeliveryQueue) async throws -> OwedPage {
        var scan = OwedScan(limit: limit, maxBytes: maxBytes, maxRows: maxRows)
        switch kind {
        case .owed(let after, let spilled):
            scan.after = after
            if !spilled.isEmpty { scan.keys = .except(spilled) }
        case .keys(let shares, let through):
            scan.through = through
            scan.keys = .only(shares)
        case .due(let moment, let unkeyedOnly):
            return try await store.due(
                at: webhook, before: moment, limit: limit, maxBytes: maxBytes, unkeyedOnly: unkeyedOnly)
        }
        return try await store.owed(to: webhook, scan)
    }
}
