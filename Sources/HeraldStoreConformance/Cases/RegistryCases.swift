import HeraldJSON
import HeraldModel
import HeraldStore

extension StoreConformance {
    static let registryCases: [Case] = [
        Case("networks are added, replaced and removed") { harness in
            var first = try await harness.makeNetwork(
                "first", credentials: .sendbird(SendbirdCredentials(appID: "K", masterAPIToken: "ü")))
            let second = try await harness.makeNetwork("second")
            first.name = "renamed"
            first.region = "eu"
            first.dialect = .stream
            first.validation = .strict
            first.credentials = .stream(
                StreamCredentials(
                    keys: (1...2).map {
                        StreamAPIKey(
                            apiKey: "k\($0)", apiSecret: "s\($0)", createdAt: Timestamp(milliseconds: $0))
                    }, signsWith: .newest))
            first.updatedAt = harness.clock.now.advanced(byMilliseconds: 5)
            try await harness.store.save(first)
            try check(try await harness.store.networks(), is: [first, second], "networks")
            try await harness.store.deleteNetwork(first.id)
            try await harness.store.deleteNetwork(first.id)
            try check(try await harness.store.networks(), is: [second], "networks after a removal")
            let late = first
            try await checkThrows(.notFound, "saving a deleted network") { try await harness.store.save(late) }
        },
        Case("a network takes its webhooks and keys along") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            try await harness.store.save(
                AccessKey(
                    id: try await harness.store.makeKeyID(), name: "k", role: .read, networkID: network.id,
                    tokenHash: [1], hint: "hk_", createdAt: harness.clock.now))
            try await harness.accept(count: 3, in: network.id, to: [webhook])
            try await harness.store.deleteNetwork(network.id)
            try check(try await harness.store.webhooks(), is: [], "webhooks")
            try check(try await harness.store.keys(), is: [], "keys")
            try check(try await harness.store.backlog(), is: [:], "backlog")
            try check(try await harness.events(network.id).count, is: 3, "events that stay readable")
            try check(
                try await harness.deliveries(network.id).map(\.status), is: [.skipped, .skipped, .skipped], "statuses")
        },
        Case("a webhook keeps all its parts") { harness in
            let network = try await harness.makeNetwork()
            let filter = PayloadFilter.all([
                .isIn(path: JSONPointer(tokens: ["data", "a/b"]), values: ["x", 1, nil, true]),
                .any([.hasPrefix(path: JSONPointer(tokens: []), prefix: "p"), .not(.all([]))]),
            ])
            let full = Webhook(
                id: try await harness.store.makeWebhookID(), networkID: network.id, url: "https://example.com/a?b=c",
                secrets: [
                    WebhookSecret(value: "whsec_neu", createdAt: Timestamp(milliseconds: 2)),
                    WebhookSecret(
                        value: "alt", createdAt: Timestamp(milliseconds: 1), expiresAt: Timestamp(milliseconds: 3)),
                ], createdAt: Timestamp(milliseconds: 4), events: ["channel.*", "a.b"].compactMap(EventPattern.init),
                filter: filter, dialect: .sendbird, description: "\"quoted\"", ordering: .key,
                timeoutMilliseconds: 1500, retry: .schedule([1000, 0]),
                headers: [Webhook.Header(name: "X-A", value: "1"), Webhook.Header(name: "X-A", value: "2")],
                rateLimitPerSecond: 5, maxConcurrency: 6, legacySignature: true, resigns: true, isPaused: true,
                isUnresolved: true,
                options: DialectOptions(includeMembers: true, includeUnreadCount: true, compression: .gzip),
                updatedAt: Timestamp(milliseconds: 9))
            var plain = Webhook(
                id: try await harness.store.makeWebhookID(), networkID: network.id, url: "http://example.com",
                secrets: [], createdAt: Timestamp(milliseconds: 5), retry: .vendor)
            try check(try await harness.store.add(full, limit: 2), "the first webhook was refused")
            try check(try await harness.store.add(plain, limit: 2), "the second webhook was refused")
            try check(try await harness.store.webhooks(), is: [full, plain], "webhooks")
            plain.url = "http://example.org"
            plain.retry = .durable
            plain.updatedAt = Timestamp(milliseconds: 6)
            try await harness.store.update(plain)
            try check(try await harness.store.webhooks(), is: [full, plain], "webhooks after a change")
        },
        Case("a webhook keeps its certificates and its key") { harness in
            let network = try await harness.makeNetwork()
            let authority = CertificateSummary(
                subject: "CN=Prüfstelle", fingerprint: "ab", notAfter: Timestamp(milliseconds: 7))
            let client = CertificateSummary(subject: "", fingerprint: "cd", notAfter: Timestamp(milliseconds: 8))
            var webhook = Webhook(
                id: try await harness.store.makeWebhookID(), networkID: network.id, url: "https://example.com",
                secrets: [], createdAt: harness.clock.now,
                tls: WebhookTLS(
                    caCertificates: "one\ntwo\n", clientCertificate: "three\n", clientKey: "key\n",
                    authorities: [authority, authority], clientChain: [client]))
            try check(try await harness.store.add(webhook, limit: 1), "the webhook was refused")
            try check(try await harness.store.webhooks(), is: [webhook], "webhooks")
            webhook.tls?.clientCertificate = nil
            webhook.tls?.clientKey = nil
            webhook.tls?.clientChain = []
            try await harness.store.update(webhook)
            try check(try await harness.store.webhooks(), is: [webhook], "webhooks without a client certificate")
            webhook.tls = nil
            try await harness.store.update(webhook)
            try check(try await harness.store.webhooks(), is: [webhook], "webhooks without TLS settings")
        },
        Case("the webhook limit holds under concurrency") { harness in
            let network = try await harness.makeNetwork()
            let added = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<30 {
                    group.addTask {
                        let webhook = Webhook(
                            id: try await harness.store.makeWebhookID(), networkID: network.id, url: "http://a.example",
                            secrets: [], createdAt: harness.clock.now)
                        return try await harness.store.add(webhook, limit: 10)
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            try check(added, is: 10, "added")
            try check(try await harness.store.webhooks().count, is: 10, "webhooks")
            let gone = try await harness.store.webhooks()[0].id
            try await harness.store.deleteWebhook(gone)
            _ = try await harness.makeWebhook(network.id)
        },
        Case("webhooks of unknown networks and deleted webhooks are refused") { harness in
            let network = try await harness.makeNetwork()
            let ghost = Webhook(
                id: try await harness.store.makeWebhookID(), networkID: try await harness.store.makeNetworkID(),
                url: "http://a.example", secrets: [], createdAt: harness.clock.now)
            try await checkThrows(.notFound, "a webhook without network") {
                try await harness.store.add(ghost, limit: 10)
            }
            let id = try await harness.makeWebhook(network.id)
            let webhook = try await harness.store.webhooks()[0]
            try await harness.store.deleteWebhook(id)
            try await checkThrows(.notFound, "a change of a deleted webhook") {
                try await harness.store.update(webhook)
            }
            try check(try await harness.store.webhooks(), is: [], "webhooks")
        },
        Case("deleting a webhook skips what it is owed and keeps history") { harness in
            let network = try await harness.makeNetwork()
            let webhook = try await harness.makeWebhook(network.id)
            let other = try await harness.makeWebhook(network.id)
            try await harness.accept(count: 3, in: network.id, to: [webhook, other])
            let mine = harness.news.filter { $0.webhookID == webhook }
            try await harness.settle(mine[0], .delivered)
            try await harness.settle(mine[1], .retry(at: harness.clock.now))
            try await harness.store.deleteWebhook(webhook)
            let found = try await harness.deliveries(network.id) { $0.webhook = webhook }
            try check(found.map(\.status), is: [.skipped, .skipped, .delivered], "statuses")
            try check(found[0].reason != nil && found[1].reason != nil, "a skipped delivery has no reason")
            try check(found[1].nextAttemptAt, is: nil, "next attempt of a skipped delivery")
            try check(try await harness.owed(webhook).count, is: 0, "owed")
            try check(try await harness.store.due(at: webhook, before: harness.clock.now, limit: 9).count, is: 0, "due")
            try check(try await harness.store.backlog(), is: [other: 3], "backlog")
        },
        Case("keys are kept by their token's hash") { harness in
            let network = try await harness.makeNetwork()
            let makeKey = { (name: String, hash: [UInt8], network: NetworkID?) in
                AccessKey(
                    id: try await harness.store.makeKeyID(), name: name, role: network == nil ? .admin : .publish,
                    networkID: network, tokenHash: hash, hint: "hk_ab", createdAt: harness.clock.now)
            }
            let admin = try await makeKey("admin", [1, 2], nil)
            let publisher = try await makeKey("publisher", [3], network.id)
            let replacement = try await makeKey("again", [1, 2], nil)
            try await harness.store.save(admin)
            try await harness.store.save(publisher)
            try check(try await harness.store.keys(), is: [admin, publisher], "keys")
            try await harness.store.save(replacement)
            try check(try await harness.store.keys(), is: [publisher, replacement], "keys after a replacement")
            try await harness.store.deleteKey(publisher.id)
            try await harness.store.deleteKey(publisher.id)
            try check(try await harness.store.keys(), is: [replacement], "keys after a removal")
        },
    ]
}
