import HeraldCatalogue
import HeraldJSON
import HeraldModel
import Logging

/// Publishes the turns of alert rules into the log of their network, like any other event, and logs a line for people.
struct AlertAnnouncer: Sendable {
    let publishing: Publishing
    let directory: Directory
    let logger: Logger

    /// Publishes turns of one network's rules, all or none.
    func announce(_ turns: [AlertTurn], of network: NetworkID) async throws {
        guard !turns.isEmpty else { return }
        guard let routes = directory.routes(of: network) else { throw OperationError.notFound("network") }
        let events = turns.map { turn in
            let type = AlertEvent.type(of: turn).name
            let bytes = AlertEvent.data(of: turn).encoded()
            let payload = (try? JSONCanonicalizer.canonicalize(bytes)) ?? bytes
            return NewEvent(
                type: type, data: payload, orderingKey: AlertEvent.orderingKey(turn.rule.id), occurredAt: turn.at,
                targets: routes.webhooks(for: type, data: payload).filter { $0 != turn.rule.webhook })
        }
        _ = try await publishing.accept(PreparedBatch(networkID: network, events: events))
        for turn in turns { log(turn) }
    }

    private func log(_ turn: AlertTurn) {
        var metadata: Logger.Metadata = [
            "network": "\(turn.rule.networkID)", "alert": "\(turn.rule.id)", "name": "\(turn.rule.name)",
            "metric": "\(turn.rule.metric.rawValue)", "threshold": "\(turn.rule.threshold)",
        ]
        if let value = turn.value { metadata["value"] = "\(value)" }
        switch turn.kind {
        case .fired: logger.warning("An alert fires", metadata: metadata)
        case .resolved(let since, let reason):
            metadata["since"] = "\(since)"
            metadata["reason"] = "\(reason.rawValue)"
            logger.notice("An alert is over", metadata: metadata)
        }
    }
}
