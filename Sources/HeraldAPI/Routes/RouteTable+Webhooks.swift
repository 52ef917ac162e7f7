import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldOperations
import Hummingbird

extension RouteTable {
    /// `/v1/networks/{network}/webhooks`.
    mutating func addWebhooks() {
        let all = "/v1/networks/{network}/webhooks"
        let one = all + "/{webhook}"
        add(.get, all, needs: .read) { call in
            let query = try QueryReader(call.request, known: ["limit", "cursor"])
            let webhooks = try call.operations.webhooks.all(of: try call.network)
            return .json(try ListPage.cut(webhooks, query: query, id: \.id) { WebhookView.json($0, for: call) })
        }
        add(.post, all, needs: .manage) { call in
            let result = try await call.operations.webhooks.create(try await call.body(), in: try call.network)
            return .json(WebhookView.json(result), status: .created)
        }
        add(.get, one, needs: .read) { call in
            .json(
                WebhookView.json(
                    try call.operations.webhooks.webhook(try call.id("webhook"), of: try call.network),
                    for: call))
        }
        add(.patch, one, needs: .manage) { call in
            let result = try await call.operations.webhooks.update(
                try call.id("webhook"), of: try call.network, try await call.body())
            return .json(WebhookView.json(result))
        }
        add(.delete, one, needs: .manage) { call in
            try await call.operations.webhooks.delete(try call.id("webhook"), of: try call.network)
            return Response(status: .noContent)
        }
        add(.post, one + "/rotate-secret", needs: .manage) { call in
            let result = try await call.operations.webhooks.rotateSecret(
                try call.id("webhook"), of: try call.network, try await call.body(isOptional: true))
            return .json(WebhookView.json(result))
        }
        add(.get, one + "/secret", needs: .manage) { call in
            .json(
                WebhookView.json(
                    try call.operations.webhooks.revealSecrets(try call.id("webhook"), of: try call.network)))
        }
        add(.post, one + "/test", needs: .manage) { call in
            let test = try await call.operations.webhooks.test(
                try call.id("webhook"), of: try call.network, try await call.body(isOptional: true))
            return .json([
                "type": .string(test.type), "success": .bool(test.probe.isSuccess),
                "request": .string(String(decoding: test.probe.request, as: UTF8.self)),
                "attempt": AttemptView.json(test.probe.attempt),
            ])
        }
        for (action, isPaused) in [("pause", true), ("resume", false)] {
            add(.post, "\(one)/\(action)", needs: .manage) { call in
                let webhook = try await call.operations.webhooks.setPaused(
                    isPaused, try call.id("webhook"), of: try call.network)
                return .json(WebhookView.json(webhook, for: call))
            }
        }
    }
}
