import HeraldModel
import HeraldStore
import Logging
import Synchronization

extension DeliveryEngine {
    /// Reads the pages the core asks for.
    func readPages() async {
        for await request in pageRequests.stream {
            do {
                let (answered, deliveries) = try await page(request)
                take(answered, deliveries)
            } catch let error as StoreError where error == .closed {
                return
            } catch {
                logger.error("A page of owed deliveries could not be read", metadata: ["error": "\(error)"])
                let now = now()
                act { $0.core.pageFailed(request, at: now) }
            }
        }
    }

    /// The payload bytes after which a page ends early: payloads may have a mebibyte each.
    private static let pageBytes = 4 << 20

    /// Reads a page. What is owed comes slice by slice, each as long as the sizes of the last one allow: small payloads
    /// in one go, large ones a few at a time.
    /// - Returns: the deliveries, and the request with the limit they answer: a page that ended early is a full one.
    private func page(_ request: PageRequest) async throws -> (PageRequest, [OwedDelivery]) {
        var request = request
        switch request.kind {
        case .due(let moment):
            return (request, try await store.due(at: request.webhook, before: moment, limit: request.limit))
        case .owed(var after):
            var deliveries: [OwedDelivery] = []
            var bytes = 0
            while deliveries.count < request.limit {
                let limit = min(pageSlice.load(ordering: .relaxed), request.limit - deliveries.count)
                let slice = try await store.owed(to: request.webhook, after: after, limit: limit)
                deliveries += slice
                guard let last = slice.last else { return (request, deliveries) }
                let size = slice.reduce(0) { $0 + $1.event.data.count }
                let fitting = Self.pageBytes / max(1, size / slice.count)
                pageSlice.store(min(max(1, fitting), configuration.core.pageSize), ordering: .relaxed)
                guard slice.count == limit else { return (request, deliveries) }
                after = last.id
                bytes += size
                if bytes >= Self.pageBytes { break }
            }
            request.limit = deliveries.count
            return (request, deliveries)
        }
    }

    private func take(_ request: PageRequest, _ deliveries: [OwedDelivery]) {
        let now = now()
        act { state in
            guard let lane = state.core.lane(of: request.webhook) else { return }
            let endpoint = state.endpoints[lane]
            var bodies = BodyCache()
            state.core.paged(request, deliveries, at: now) { bodies.body(of: $0.event, for: endpoint) }
        }
    }
}
