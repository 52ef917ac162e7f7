import HeraldModel
import HeraldStore
import Logging

extension DeliveryEngine {
    /// Reads the pages the core asks for.
    func readPages() async {
        for await request in pageRequests.stream {
            do {
                take(request, try await request.read(from: store))
            } catch let error as StoreError where error == .closed {
                return
            } catch {
                logger.error("A page of owed deliveries could not be read", metadata: ["error": "\(error)"])
                let now = now()
                act { $0.core.pageFailed(request, at: now) }
            }
        }
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
