import HeraldModel
import HeraldOperations
import HTTPTypes
import Testing

@testable import HeraldPanel

@Suite struct AccessTests {
    @Test func formsWithoutTheirTokenAreRefused() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let webhook = try await stage.webhook(network.id)
            let path = "/panel/networks/\(network.id)/webhooks/\(webhook.id)/pause"
            for token in [nil, "", "0", String(repeating: "0", count: 64)] {
                let answer = try await browser.send(path, token.map { [("form_token", $0)] } ?? [])
                #expect(answer.status == 403 && answer.contains("Form refused"))
            }
            #expect(stage.operations.directory.webhook(webhook.id)?.isPaused == false)
            #expect(try await browser.post(path).status == 303)
            #expect(stage.operations.directory.webhook(webhook.id)?.isPaused == true)
        }
    }

    @Test func formsOfOtherSitesAreRefused() async throws {
        let site = try #require(HTTPField.Name("sec-fetch-site"))
        try await Stage().run { browser in
            let answer = try await browser.send(
                "/panel/sign-in", [("key", Stage.adminKey)], headers: [site: "cross-site"])
            #expect(answer.status == 403 && answer.sessionToken == nil)
            let own = try await browser.send(
                "/panel/sign-in", [("key", Stage.adminKey)], headers: [site: "same-origin"])
            #expect(own.status == 303)
        }
    }

    @Test func readersSeeAndDoNotTouch() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let webhook = try await stage.webhook(network.id, url: "https://receiver.example/hook?secret=hidden")
        let (_, delivery) = try await stage.failedDelivery(network.id)
        let key = try await stage.key("read", network.id)
        let home = "/panel/networks/\(network.id)"
        try await stage.run { browser in
            let reader = try await browser.signedIn(key: key.token)
            let page = try await reader.get("\(home)/webhooks/\(webhook.id)")
            #expect(page.status == 200 && !page.contains("Rotate") && !page.contains("secret=hidden"))
            for path in [
                "/webhooks", "/webhooks/\(webhook.id)/edit", "/webhooks/\(webhook.id)/test",
                "/webhooks/\(webhook.id)/pause", "/webhooks/\(webhook.id)/resume", "/webhooks/\(webhook.id)/rotate",
                "/webhooks/\(webhook.id)/delete", "/deliveries/\(delivery)/resend",
            ] {
                #expect(try await reader.post(home + path).status == 403, "\(path)")
            }
            #expect(try await reader.get("/panel/users").status == 403)
            #expect(try await reader.post("/panel/users").status == 403)
            #expect(try await reader.post("/panel/networks").status == 403)
            #expect(stage.engine.probed.isEmpty)
        }
    }

    @Test func otherNetworksDoNotExist() async throws {
        let stage = try await Stage()
        let own = try await stage.network("Blue")
        let foreign = try await stage.network("Green")
        let webhook = try await stage.webhook(foreign.id)
        let (event, delivery) = try await stage.failedDelivery(foreign.id)
        let key = try await stage.key("manage", own.id)
        try await stage.run { browser in
            let manager = try await browser.signedIn(key: key.token)
            #expect(try await manager.get("/panel/").location == "/panel/networks/\(own.id)")
            #expect(try await manager.get("/panel/networks").contains("Green") == false)
            let rests = ["", "/webhooks", "/webhooks/\(webhook.id)", "/events/\(event)", "/deliveries/\(delivery)"]
            for rest in rests {
                #expect(try await manager.get("/panel/networks/\(foreign.id)\(rest)").status == 404)
                // Not by way of one's own network either.
                if rest.utf8.count > 12 {
                    #expect(try await manager.get("/panel/networks/\(own.id)\(rest)").status == 404)
                }
            }
            let moved = try await manager.post("/panel/networks/\(own.id)/webhooks/\(webhook.id)/delete")
            #expect(moved.status == 404 && stage.operations.directory.webhook(webhook.id) != nil)
        }
    }

    @Test func usersAreAddedAndRemoved() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let bad = try await admin.post("/panel/users", [("name", "a b"), ("password", "x"), ("role", "read")])
            #expect(bad.status == 422 && bad.contains(#"value="a b""#))
            #expect(bad.contains("Must have 12 to 256 bytes."))
            let fields = [("name", "bob"), ("password", "a long password"), ("role", "read")]
            let added = try await admin.post("/panel/users", fields + [("network", network.id.description)])
            #expect(added.status == 303)
            let twice = try await admin.post("/panel/users", fields + [("network", network.id.description)])
            #expect(twice.status == 422 && twice.contains("Is taken"))
            let bob = try #require(try await stage.operations.users.all().first)
            let done = try await admin.send("/panel/sign-in", [("name", "bob"), ("password", "a long password")])
            let browser = Browser(test: admin.test, token: done.sessionToken)
            #expect(try await browser.get("/panel/networks").status == 200)
            #expect(try await admin.get("/panel/users/\(bob.id)/delete").contains("Remove bob?"))
            #expect(try await admin.post("/panel/users/\(bob.id)/delete").status == 303)
            #expect(try await browser.get("/panel/networks").status == 303)
        }
    }
}
