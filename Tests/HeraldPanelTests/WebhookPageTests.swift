import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@testable import HeraldPanel

@Suite struct WebhookPageTests {
    @Test func aWebhookIsCreatedFromAFormAndItsSecretShownOnce() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/webhooks"
            let form = try await browser.get(list + "/new")
            #expect(form.contains(#"value="channel.didCreate""#) && form.contains(#"value="herald.webhook.failing""#))
            let page = try await browser.post(
                list,
                [
                    ("url", "https://receiver.example/hook"), ("description", "First"), ("scope", "some"),
                    ("event", "channel.didCreate"), ("event", "channel.didDelete"),
                    ("other_events", "message.*\r\nmine"),
                    ("dialect", "standard"), ("ordering", "key"), ("retry", "schedule"), ("delays", "1, 2.5 30"),
                    ("timeout", "2000"), ("rate", "50"), ("concurrency", "4"),
                    ("headers", "X-Team: blue\r\n\r\nX-B: 2"),
                ])
            #expect(page.status == 200 && page.contains("Its signing secret"))
            let webhook = try #require(stage.operations.directory.webhooks(of: network.id).first)
            let secret = try #require(webhook.secrets.first?.value)
            #expect(page.contains(secret))
            let events = webhook.events.map(\.description)
            #expect(events == ["channel.didCreate", "channel.didDelete", "message.*", "mine"])
            #expect(webhook.dialect == .standard && webhook.ordering == .key)
            #expect(webhook.retry == .schedule([1000, 2500, 30_000]) && webhook.timeoutMilliseconds == 2000)
            #expect(webhook.rateLimitPerSecond == 50 && webhook.maxConcurrency == 4)
            #expect(webhook.headers == [.init(name: "X-Team", value: "blue"), .init(name: "X-B", value: "2")])
            // What is not in the catalogue is said.
            #expect(page.contains("no event type &#39;mine&#39;"))
            let later = try await browser.get("\(list)/\(webhook.id)")
            #expect(later.status == 200 && !later.contains(secret))
            let edit = try await browser.get("\(list)/\(webhook.id)/edit")
            #expect(edit.contains("message.*\nmine</textarea>") && edit.contains(#"value="1, 2.5, 30""#))
        }
    }

    @Test func faultsStandBesideTheirFieldsAndNothingIsLost() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = try await browser.post(
                "/panel/networks/\(network.id)/webhooks",
                [
                    ("url", "ftp://x"), ("scope", "some"), ("event", "channel.didCreate"), ("ordering", "none"),
                    ("retry", "durable"), ("timeout", "soon"), ("headers", "Host: evil"),
                    ("description", "kept <text>"),
                ])
            #expect(page.status == 422)
            for part in [
                #"value="ftp://x""#, #"value="soon""#, "Host: evil", "kept &lt;text&gt;", "id=\"url-problem\"",
                "Must be a whole number from 100 to 30000.", "which Herald sets itself",
                #"value="channel.didCreate" checked"#,
            ] {
                #expect(page.contains(part), "\(part)")
            }
            #expect(stage.operations.directory.webhooks(of: network.id).isEmpty)
            let forbidden = try await browser.post(
                "/panel/networks/\(network.id)/webhooks",
                [("url", "https://internal.example/"), ("scope", "all"), ("ordering", "none"), ("retry", "durable")])
            #expect(forbidden.status == 422 && forbidden.contains("loopback"))
        }
    }

    @Test func aWebhookIsTestedPausedRotatedAndDeleted() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let webhook = try await stage.webhook(network.id)
            let page = "/panel/networks/\(network.id)/webhooks/\(webhook.id)"
            let test = try await browser.post(page + "/test", [("type", "channel.didCreate")])
            #expect(test.status == 200 && test.contains("POST / HTTP/1.1") && test.contains("HTTP 204"))
            #expect(stage.engine.probed == ["channel.didCreate"])
            let unknown = try await browser.post(page + "/test", [("type", "nonsense")])
            #expect(unknown.status == 422 && unknown.contains("type of the catalogue"))

            #expect(try await browser.post(page + "/pause").location == page + "?done=paused")
            #expect(try await browser.get(page + "?done=paused").contains("Deliveries wait until you resume."))
            #expect(try await browser.post(page + "/resume").location == page + "?done=resumed")

            let rotated = try await browser.post(page + "/rotate", [("overlap", "3600")])
            let secrets = try #require(stage.operations.directory.webhook(webhook.id)?.secrets)
            #expect(rotated.status == 200 && secrets.count == 2 && rotated.contains(secrets[0].value))
            #expect(!rotated.contains(secrets[1].value))
            #expect(try await browser.post(page + "/rotate", [("overlap", "x")]).status == 422)

            #expect(try await browser.get(page + "/delete").contains("This cannot be undone"))
            #expect(try await browser.post(page + "/delete").status == 303)
            #expect(try await browser.get(page).status == 404)
        }
    }

    @Test func aDeliveryIsResent() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            _ = try await stage.webhook(network.id)
            let (_, delivery) = try await stage.failedDelivery(network.id)
            let page = "/panel/networks/\(network.id)/deliveries/\(delivery)"
            let before = try await browser.get(page)
            #expect(before.contains(">Resend</button>") && before.contains("The receiver failed on its side."))
            #expect(try await browser.post(page + "/resend").location == page + "?done=resent")
            #expect(try await stage.store.delivery(delivery, of: network.id)?.status.isOwed == true)
        }
    }

    @Test func aSecretIsRevealedOnPurposeToWhoMayChangeIt() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let webhook = try await stage.webhook(network.id)
        let page = "/panel/networks/\(network.id)/webhooks/\(webhook.id)"
        let secret = try #require(webhook.secrets.first?.value)
        let readerKey = try await stage.key("read", network.id)
        try await stage.run { browser in
            let admin = try await browser.signedIn(key: Stage.adminKey)
            #expect(try await admin.get(page).contains(">Reveal secret</button>"))
            #expect(try await !admin.get(page).contains(secret))
            _ = try await admin.post(page + "/rotate", [("overlap", "3600")])
            let shown = try await admin.post(page + "/reveal")
            #expect(shown.status == 200 && shown.contains(secret) && shown.contains("earlier secret, valid until"))
            stage.clock.advance(seconds: 3601)
            #expect(try await !admin.post(page + "/reveal").contains(secret))
            #expect(try await admin.send(page + "/reveal", []).status == 403)
            let reader = try await browser.signedIn(key: readerKey.token)
            #expect(try await reader.post(page + "/reveal").status == 403)
            #expect(try await !reader.get(page).contains("Reveal secret"))
        }
    }

    @Test func theLimitOfWebhooksIsExplained() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/webhooks"
            for number in 1...9 { _ = try await stage.webhook(network.id, url: "https://r\(number).example/") }
            let before = try await browser.get(list)
            #expect(before.contains("9 of 10 webhooks") && before.contains(">New webhook</a>"))
            _ = try await stage.webhook(network.id)
            let after = try await browser.get(list)
            #expect(after.contains("10 of 10 webhooks") && after.contains("limits.webhooksPerNetwork"))
            #expect(!after.contains(">New webhook</a>"))
            let refused = try await browser.post(
                list, [("url", "https://r11.example/"), ("scope", "all"), ("ordering", "none"), ("retry", "durable")])
            #expect(refused.status == 422 && refused.contains("all the webhooks it may have (10)"))
        }
    }

    @Test func anAttemptsRequestIsMadeAgainForWhoMayChangeTheWebhook() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        _ = try await stage.webhook(network.id)
        let (_, delivery) = try await stage.failedDelivery(network.id)
        let page = "/panel/networks/\(network.id)/deliveries/\(delivery)"
        let readerKey = try await stage.key("read", network.id)
        try await stage.run { browser in
            let admin = try await browser.signedIn(key: Stage.adminKey)
            let shown = try await admin.get(page)
            #expect(shown.contains("POST https://receiver.example/hook attempt=1"))
            #expect(shown.contains("which have not changed since."))
            let reader = try await browser.signedIn(key: readerKey.token)
            #expect(try await !reader.get(page).contains("attempt=1"))
        }
    }
}
