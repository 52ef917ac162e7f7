import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Throws when so much more may not be owed in a network, the transaction's own changes included.
    func requireRoom(for added: BacklogSize, in network: NetworkID) throws {
        guard added.deliveries > 0 else { return }
        let owed = backlog.owed(in: network)
        // The usual case: within the limits even if all of the transaction's news were this network's.
        guard limits.refusal(of: gain + added, onTopOf: owed.network, total: owed.total) != nil else { return }
        var uncommitted = (network: BacklogSize.zero, total: BacklogSize.zero)
        for (webhook, change) in changes {
            uncommitted.total += change
            if caches.webhooks[webhook]?.network == network { uncommitted.network += change }
        }
        let refusal = limits.refusal(
            of: added, onTopOf: owed.network + uncommitted.network, total: owed.total + uncommitted.total)
        if let refusal { throw refusal }
    }
}
