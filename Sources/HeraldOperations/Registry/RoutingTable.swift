public import HeraldModel
import Synchronization

/// Says which webhooks of one network an event goes to. Immutable but for a cache; a change of a webhook makes a new one.
public final class RoutingTable: Sendable {
    /// One webhook as publishing sees it.
    struct Target: Sendable {
        let id: WebhookID
        let patterns: [EventPattern]
        let filter: CompiledFilter?
    }

    private let targets: [Target]
    private let byType = Mutex<[String: [Target]]>([:])

    /// Types are chosen by publishers, so the cache is bounded.
    private static let cachedTypes = 4096

    /// Compiles the webhooks' event and payload filters.
    public init(_ webhooks: [Webhook]) {
        targets = webhooks.map { webhook in
            Target(id: webhook.id, patterns: webhook.events, filter: webhook.filter.map(CompiledFilter.init))
        }
    }

    /// The webhooks that want an event of `type` with this payload.
    ///
    /// - Parameters:
    ///   - type: the event type.
    ///   - data: the payload, canonical JSON.
    public func webhooks(for type: String, data: [UInt8]) -> [WebhookID] {
        var ids: [WebhookID] = []
        for target in candidates(for: type) where target.filter?.matches(type: type, data: data) != false {
            ids.append(target.id)
        }
        return ids
    }

    /// Whether some webhook may want events of `type`.
    func isWanted(_ type: String) -> Bool { !candidates(for: type).isEmpty }

    private func candidates(for type: String) -> [Target] {
        if let cached = byType.withLock({ $0[type] }) { return cached }
        let matching = targets.filter { target in target.patterns.contains { $0.matches(type) } }
        byType.withLock { cache in
            if cache.count >= Self.cachedTypes { cache.removeAll(keepingCapacity: true) }
            cache[type] = matching
        }
        return matching
    }
}
