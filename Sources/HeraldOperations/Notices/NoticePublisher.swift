import HeraldCatalogue
import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldStore
import Logging
public import ServiceLifecycle

/// Publishes what the engine notices into the log of its network, like any other event, and logs a line for people.
///
/// Run it so that it stops after the engine: what that notices last is published too.
public struct NoticePublisher: Service {
    let queue: NoticeQueue
    let publishing: Publishing
    let directory: Directory
    let webhooks: WebhookAdministration
    let clock: WallClock
    let logger: Logger

    /// How long a notice waits for a store that takes nothing, in milliseconds.
    static let patience: Int64 = 600_000
    /// How long until such a store is asked again.
    static let pause: Duration = .seconds(5)

    /// Publishes until graceful shutdown, then what is left.
    public func run() async throws {
        for await _ in queue.wakeUps.cancelOnGracefulShutdown() {
            if await !publishAll() { continue }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            queue.wake()
        }
        await publishAll()
    }

    /// Publishes what waits.
    /// - Returns: whether something must be tried again.
    @discardableResult
    func publishAll() async -> Bool {
        var isIncomplete = false
        for (network, batch) in queue.take() where directory.network(network) != nil {
            await pause(batch.notices, in: network)
            let fresh = batch.fresh(at: clock.now)
            do {
                try await publish(fresh, to: network)
            } catch {
                isIncomplete = true
                queue.putBack(fresh, of: network)
                logger.warning(
                    "Notices of failing webhooks wait: the store does not take them",
                    metadata: ["network": "\(network)", "count": "\(fresh.notices.count)", "error": "\(error)"])
            }
        }
        return isIncomplete
    }

    /// Makes the engine's pauses last. Where that fails the next start sends once more, and hears 410 once more.
    private func pause(_ notices: [EngineNotice], in network: NetworkID) async {
        for notice in notices {
            guard case .disabled = notice.subject else { continue }
            do {
                _ = try await webhooks.setPaused(true, notice.webhook, of: network)
            } catch {
                logger.warning(
                    "A webhook whose receiver is gone could not be paused for good",
                    metadata: ["webhook": "\(notice.webhook)", "error": "\(error)"])
            }
        }
    }

    private func publish(_ batch: NoticeQueue.Batch, to network: NetworkID) async throws {
        guard let routes = directory.routes(of: network) else { return }
        var events: [NewEvent] = []
        var logged: [EngineNotice] = []
        // Nearly always it is deliveries given up that are left out.
        var omitted = routes.isWanted(OperationalType.deliveryExhausted.name) ? batch.omitted : 0
        // The last one tells what was left out after it.
        for notice in batch.notices.reversed() {
            guard let webhook = directory.webhook(notice.webhook) else { continue }
            let type = NoticeEvent.type(of: notice)
            if case .exhausted = notice.subject {
                guard routes.isWanted(type.name) else { continue }
            } else {
                logged.append(notice)
            }
            let data = NoticeEvent.data(of: notice, webhook: webhook, omitted: omitted)
            omitted = 0
            let bytes = data.encoded()
            let payload = (try? JSONCanonicalizer.canonicalize(bytes)) ?? bytes
            let key = NoticeEvent.orderingKey(notice.webhook)
            events.append(
                NewEvent(
                    type: type.name, data: payload, orderingKey: key, occurredAt: notice.at,
                    targets: routes.webhooks(for: type.name, data: payload).filter {
                        !NoticeEvent.isAbout($0, type: type.name, orderingKey: key)
                    }))
        }
        if !events.isEmpty {
            _ = try await publishing.accept(PreparedBatch(networkID: network, events: events.reversed()))
        }
        for notice in logged.reversed() { log(notice) }
    }

    private func log(_ notice: EngineNotice) {
        var metadata: Logger.Metadata = ["network": "\(notice.network)", "webhook": "\(notice.webhook)"]
        switch notice.subject {
        case .failing(let state):
            metadata["failures"] = "\(state.health.consecutiveFailures)"
            if let status = state.health.lastStatus { metadata["status"] = "\(status)" }
            if let error = state.health.lastError { metadata["error"] = "\(error)" }
            logger.warning("A webhook fails; its deliveries wait for a probe to succeed", metadata: metadata)
        case .recovered(_, let since):
            metadata["since"] = "\(since)"
            logger.notice("A webhook recovered; its deliveries go on", metadata: metadata)
        case .disabled(_, let status):
            metadata["status"] = "\(status)"
            logger.warning("A receiver said it is gone; its webhook is paused until it is resumed", metadata: metadata)
        case .exhausted: break
        }
    }
}

extension NoticeQueue.Batch {
    /// Without what has waited too long to matter.
    fileprivate func fresh(at now: Timestamp) -> NoticeQueue.Batch {
        var fresh = self
        fresh.notices.removeAll { now.milliseconds - $0.at.milliseconds > NoticePublisher.patience }
        fresh.omitted += notices.count - fresh.notices.count
        return fresh
    }
}
