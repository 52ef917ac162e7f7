import HeraldModel
import HeraldStore
import Synchronization

/// How much is owed, counted as it is committed.
final class Backlog: Sendable {
    private struct Sizes {
        var webhooks: [WebhookID: BacklogSize] = [:]
        var networks: [NetworkID: BacklogSize] = [:]
        var total = BacklogSize.zero
    }

    private let sizes: Mutex<Sizes>

    init(_ webhooks: [WebhookID: BacklogSize], owners: [WebhookID: WriterCaches.Owner]) {
        sizes = Mutex(Sizes())
        apply(webhooks, owners: owners)
    }

    /// The webhooks that are owed something.
    var webhooks: [WebhookID: Int] { sizes.withLock { $0.webhooks.mapValues(\.deliveries) } }

    /// What all webhooks are owed.
    var total: BacklogSize { sizes.withLock { $0.total } }

    /// What a network is owed, and what all are.
    func owed(in network: NetworkID) -> (network: BacklogSize, total: BacklogSize) {
        sizes.withLock { ($0.networks[network] ?? .zero, $0.total) }
    }

    /// Applies what a committed transaction changed.
    func apply(_ changes: [WebhookID: BacklogSize], owners: [WebhookID: WriterCaches.Owner]) {
        sizes.withLock { sizes in
            for (webhook, change) in changes where change != .zero {
                let size = (sizes.webhooks[webhook] ?? .zero) + change
                sizes.webhooks[webhook] = size.deliveries > 0 ? size : nil
                sizes.total += change
                guard let network = owners[webhook]?.network else { continue }
                let ofNetwork = (sizes.networks[network] ?? .zero) + change
                sizes.networks[network] = ofNetwork.deliveries > 0 ? ofNetwork : nil
            }
        }
    }
}
