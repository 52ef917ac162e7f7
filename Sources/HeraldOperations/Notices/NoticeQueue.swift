public import HeraldDelivery
import HeraldModel
import Synchronization

/// What the engine noticed and nobody has published yet. Bounded for each network; what does not fit is counted.
public final class NoticeQueue: Sendable {
    /// A network's notices, in order.
    struct Batch {
        var notices: [EngineNotice] = []
        /// Notices that were left out since the last one that tells so.
        var omitted = 0
    }

    private let waiting = Mutex<[NetworkID: Batch]>([:])
    /// Wakes whoever publishes.
    let wakeUps: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation
    /// The most notices kept of one network.
    let limit: Int

    /// An empty queue.
    public init(limit: Int = 100) {
        self.limit = limit
        (wakeUps, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes what the engine noticed. Never blocks.
    public func receive(_ notices: [EngineNotice]) {
        waiting.withLock { waiting in
            for notice in notices { waiting[notice.network, default: Batch()].add(notice, limit: limit) }
        }
        source.yield()
    }

    /// Hands over everything.
    func take() -> [NetworkID: Batch] {
        waiting.withLock { waiting in
            defer { waiting = [:] }
            return waiting
        }
    }

    /// Takes back what could not be published yet: it comes before what came since.
    func putBack(_ batch: Batch, of network: NetworkID) {
        waiting.withLock { waiting in
            let since = waiting[network] ?? Batch()
            var merged = batch
            merged.omitted += since.omitted
            for notice in since.notices { merged.add(notice, limit: limit) }
            waiting[network] = merged
        }
    }

    /// Wakes whoever publishes, to try again.
    func wake() { source.yield() }
}

extension NoticeQueue.Batch {
    /// Of many deliveries given up the first are told of; that a webhook fails or recovered always finds room among
    /// them.
    fileprivate mutating func add(_ notice: EngineNotice, limit: Int) {
        guard notices.count >= limit else { return notices.append(notice) }
        omitted += 1
        if case .exhausted = notice.subject { return }
        guard let victim = notices.lastIndex(where: { if case .exhausted = $0.subject { true } else { false } }) else {
            return
        }
        notices.remove(at: victim)
        notices.append(notice)
    }
}
