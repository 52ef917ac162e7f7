import HeraldModel
import HeraldOperations
import HeraldStore

enum PublishingLoop {
    private static let batch = 100

    static func run(_ count: Int) async throws -> Int {
        let store = InMemoryStore(now: { Sample.now })
        let network = try await store.makeNetworkID()
        try await store.save(Network(id: network, name: "bench", dialect: .socialplus, createdAt: Sample.now))
        try await store.save(
            Webhook(
                id: try await store.makeWebhookID(), networkID: network, url: "http://127.0.0.1/hook",
                secrets: [WebhookSecret(value: "whsec-bench", createdAt: Sample.now)], createdAt: Sample.now))
        let publishing = Publishing(
            store: store, directory: try await Directory(loading: store), notifier: EventNotifier(),
            metrics: ServerMetrics())
        let line = Array(#"{"type":"\#(Sample.type)","data":"#.utf8) + Sample.data + Array("}\n".utf8)
        let body = Array(repeatElement(line, count: batch).joined())
        var deliveries = 0
        for start in stride(from: 0, to: count, by: batch) {
            let bytes = body.prefix(min(batch, count - start) * line.count)
            let prepared = try bytes.withUnsafeBufferPointer {
                try publishing.prepare($0, format: .lines, for: network)
            }
            for event in prepared.events { deliveries += event.targets.count }
        }
        return deliveries
    }
}
