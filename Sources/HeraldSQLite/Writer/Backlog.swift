import HeraldModel
import Synchronization

/// How much is owed, counted as it is committed.
final class Backlog: Sendable {
    private let counts: Mutex<(webhooks: [WebhookID: Int], networks: [NetworkID: Int])>

    init(_ counts: [WebhookID: Int], owners: [WebhookID: WriterCaches.Owner]) {
        var networks: [NetworkID: Int] = [:]
        for (webhook, count) in counts {
            if let owner = owners[webhook] { networks[owner.network, default: 0] += count }
        }
        self.counts = Mutex((counts, networks))
    }

    /// The webhooks that are owed something.
    var webhooks: [WebhookID: Int] { counts.withLock { $0.webhooks } }

    func owed(in network: NetworkID) -> Int { counts.withLock { $0.networks[network] ?? 0 } }

    /// Applies what a committed transaction changed.
    func apply(_ changes: [WebhookID: Int], owners: [WebhookID: WriterCaches.Owner]) {
        counts.withLock { counts in
            for (webhook, change) in changes where change != 0 {
                let count = (counts.webhooks[webhook] ?? 0) + change
                counts.webhooks[webhook] = count > 0 ? count : nil
                guard let network = owners[webhook]?.network else { continue }
                counts.networks[network, default: 0] += change
            }
        }
    }
}
