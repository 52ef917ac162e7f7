import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// What needs no key: health, metrics, the description of the API, and the first page.
    mutating func addServer() {
        add(.get, "/healthz", needs: .nothing) { _ in .json(["status": "ok"]) }
        add(.get, "/readyz", needs: .nothing) { call in
            let problems = await call.operations.health.problems()
            guard !problems.isEmpty else { return .json(["status": "ready"]) }
            throw OperationError(
                .unavailable, code: "not_ready", title: "Not ready", detail: problems.joined(separator: " "),
                retryAfter: 5)
        }
        add(.get, "/metrics", needs: .nothing) { call in
            let text = MetricsText.text(
                call.operations.metrics.snapshot, usage: try? await call.operations.statistics.usage(),
                networks: call.operations.directory.networks.count,
                webhooks: call.operations.directory.webhooks.count,
                failing: call.operations.lanes.failingWebhooks, alerts: call.operations.alerts.firingCount)
            let hooks = HookMetricsText.text(
                call.operations.hookCalls.metrics, paused: call.operations.hookCalls.pausedHooks)
            let consumers = ConsumerMetricsText.text((try? await call.operations.consumers.all()) ?? [])
            let sources = SourceMetricsText.text(call.operations.directory.doors)
            return .text(text + hooks + consumers + sources, type: "text/plain; version=0.0.4; charset=utf-8")
        }
        add(.get, "/openapi.json", needs: .nothing) { _ in
            .json(bytes: OpenAPIDocument.bytes)
        }
    }

    /// The page that stands at `/` while there is no panel.
    mutating func addWelcome() {
        add(.get, "/", needs: .nothing) { _ in .text(WelcomePage.html, type: "text/html; charset=utf-8") }
    }
}
