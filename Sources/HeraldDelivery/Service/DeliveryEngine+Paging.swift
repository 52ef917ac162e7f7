import HeraldModel
import HeraldStore
import Logging

extension DeliveryEngine {
    /// Reads the pages the core asks for.
    func readPages() async {
        for await request in pageRequests.stream {
            do {
                take(request, try await page(request))
            } catch let error as StoreError where error == .closed {
                return
            } catch {
                logger.error("A page of owed deliveries could not be read", metadata: ["error": "\(error)"])
                let now = now()
                act { $0.core.pageFailed(request, at: now) }
            }
        }
    }

    private func page(_ request: PageRequest) async throws -> OwedPage {
        var scan = OwedScan(
            limit: request.limit, maxBytes: configuration.core.pageBytes, maxRows: configuration.core.pageScan)
        switch request.kind {
        case .owed(let after, let spilled):
            scan.after = after
            if !spilled.isEmpty { scan.keys = .except(spilled) }
        case .keys(let shares, let through):
            scan.through = through
            scan.keys = .only(shares)
        case .due(let moment, let unkeyedOnly):
            return try await store.due(
                at: request.webhook, before: moment, limit: request.limit, maxBytes: scan.maxBytes,
                unkeyedOnly: unkeyedOnly)
        }
        return try await store.owed(to: request.webhook, scan)
    }

    private func take(_ request: PageRequest, _ page: OwedPage) {
        let now = now()
        act { state in
            guard let lane = state.core.lane(of: request.webhook) else { return }
            let endpoint = state.endpoints[lane]
            var bodies = BodyCache()
            state.core.paged(request, page, at: now) { bodies.body(of: $0.event, for: endpoint) }
        }
    }
}
