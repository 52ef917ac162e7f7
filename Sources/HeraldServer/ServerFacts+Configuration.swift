import HeraldHooks
import HeraldModel
import HeraldPanel

extension ServerFacts {
    /// What a configuration says, for the panel.
    init(_ configuration: ServerConfiguration, store: String, startedAt: Timestamp) {
        let retention = configuration.retention
        let limits = configuration.limits
        self.init(
            version: configuration.version, store: store, startedAt: startedAt,
            retention: Retention(
                payloads: retention.payloads, attempts: retention.attempts, deliveries: retention.deliveries,
                maxStoreMegabytes: retention.maxStoreMegabytes, duplicateWindow: configuration.duplicateWindow),
            limits: [
                Limit("Webhooks of a network", limits.webhooksPerNetwork),
                Limit("Alert rules of a network", limits.alertsPerNetwork),
                Limit("Owed deliveries of a network", limits.backlogPerNetwork),
                Limit("Their payloads", limits.backlogMegabytesPerNetwork, unit: "MiB"),
                Limit("Owed deliveries of all networks", limits.backlog),
                Limit("Payloads of all networks", limits.backlogMegabytes, unit: "MiB"),
                Limit("Requests of a webhook at once", limits.concurrencyPerWebhook),
                Limit("Requests at once", limits.requestsInFlight),
                Limit("Memory for bodies waiting to be sent", limits.deliveryMegabytes, unit: "MiB"),
                Limit("Calls of a hook at once", limits.hooks.concurrency),
                Limit("Calls of hooks at once", limits.hooks.calls),
            ])
    }
}
