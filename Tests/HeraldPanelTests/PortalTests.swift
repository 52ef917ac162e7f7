import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@testable import HeraldPanel

@Suite struct PortalTests {
    @Test func aLinkShowsTheNetworksPagesToItsHolder() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let webhook = try await stage.webhook(network.id)
        let (event, delivery) = try await stage.failedDelivery(network.id)
        let link = try stage.link(network.id, ["viewer": "Ada <b>"])
        try await stage.run { browser in
            let opening = try await browser.get(link.path)
            let base = "/portal/networks/\(network.id)"
            #expect(opening.status == 303 && opening.location == base)
            #expect(opening.headers[.setCookie]?.hasSuffix("; Path=\(base); HttpOnly; SameSite=Lax") == true)
            #expect(opening.headers[.setCookie]?.contains("Max-Age=3600;") == true)
            #expect(opening.headers[.referrerPolicy] == "no-referrer")
            let portal = try await browser.opened(link)
            #expect(try await portal.get(base).location == base + "/webhooks")
            let rests = [
                "/webhooks", "/webhooks/new", "/webhooks/\(webhook.id)", "/webhooks/\(webhook.id)/edit",
                "/webhooks/\(webhook.id)/rotate", "/webhooks/\(webhook.id)/delete", "/deliveries",
                "/deliveries/\(delivery)", "/events/\(event)", "/catalogue", "/catalogue/channel.didCreate",
            ]
            for rest in rests {
                let page = try await portal.get(base + rest)
                #expect(page.status == 200 && page.contains("Ada &lt;b&gt;"), "\(rest)")
                #expect(page.contains(#"aria-current="page""#), "\(rest)")
                let elsewhere = page.text.replacing("/panel/assets/", with: "").contains("/panel")
                #expect(!elsewhere, "\(rest) leads to the panel")
                #expect(page.headers[.referrerPolicy] == "same-origin")
            }
        }
    }

    @Test func holdersManageWebhooks() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let base = "/portal/networks/\(network.id)"
        let link = try stage.link(network.id)
        try await stage.run { browser in
            let portal = try await browser.opened(link)
            let fields = [("url", "https://receiver.example/in"), ("scope", "all"), ("ordering", "none")]
            let foreign = try await portal.send(base + "/webhooks", fields)
            #expect(foreign.status == 403)
            let made = try await portal.post(base + "/webhooks", fields + [("retry", "durable")])
            #expect(made.status == 200 && made.contains("whsec_"))
            let webhook = try #require(stage.operations.directory.webhooks(of: network.id).first)
            let one = base + "/webhooks/\(webhook.id)"
            #expect(try await portal.post(one + "/pause").location == one + "?done=paused")
            #expect(try await portal.post(one + "/resume").location == one + "?done=resumed")
            #expect(try await portal.post(one + "/test").contains("delivered"))
            let (_, delivery) = try await stage.failedDelivery(network.id)
            let resent = try await portal.post(base + "/deliveries/\(delivery)/resend")
            #expect(resent.location == base + "/deliveries/\(delivery)?done=resent")
            #expect(try await portal.post(one + "/delete").location == base + "/webhooks?done=deleted")
        }
    }

    @Test func readersChangeNothing() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let webhook = try await stage.webhook(network.id, url: "https://receiver.example/hook?key=secret")
        let base = "/portal/networks/\(network.id)"
        let link = try stage.link(network.id, ["role": "read"])
        try await stage.run { browser in
            let portal = try await browser.opened(link)
            let page = try await portal.get(base + "/webhooks/\(webhook.id)")
            #expect(page.status == 200 && !page.contains("key=secret"))
            for route in PanelRoutes.portal.routes where route.needs == .manage {
                let path = filled(route.path, network.id, webhook: webhook.id)
                let answer = route.method == .get ? try await portal.get(path) : try await portal.post(path)
                #expect(answer.status == 403, "\(route.path)")
            }
        }
    }

    @Test func aSessionReachesOneNetworkAndNothingOfThePanel() async throws {
        let stage = try await Stage()
        let own = try await stage.network("Blue")
        let foreign = try await stage.network("Green")
        let webhook = try await stage.webhook(foreign.id)
        let link = try stage.link(own.id)
        try await stage.run { browser in
            let portal = try await browser.opened(link)
            let shared = Set(PanelRoutes.portal.routes.map { "\($0.method) \($0.path)" })
            for route in PanelRoutes.all.routes where route.needs != nil {
                // Not even with the token under the panel's name.
                let path = filled(route.path, own.id, webhook: webhook.id)
                for cookie in ["herald_session", "herald_portal"] {
                    let posing = Browser(test: portal.test, token: portal.token, cookie: cookie)
                    let answer = route.method == .get ? try await posing.get(path) : try await posing.post(path)
                    #expect(
                        answer.status == 303 && answer.location?.hasPrefix("/panel/sign-in") == true, "\(route.path)")
                }
                // Nor under the portal's roof, unless it is a page of the portal.
                let moved = route.mounted(at: .portal).path
                guard !shared.contains("\(route.method) \(moved)") else { continue }
                let place = filled(moved, own.id, webhook: webhook.id)
                let answer = route.method == .get ? try await portal.get(place) : try await portal.post(place)
                #expect(answer.status == 404, "\(moved)")
            }
            for route in PanelRoutes.portal.routes where route.needs != nil {
                let path = filled(route.path, foreign.id, webhook: webhook.id)
                let answer = route.method == .get ? try await portal.get(path) : try await portal.post(path)
                #expect(answer.status == 404 && !answer.contains("Green"), "\(route.path)")
            }
            let smuggled = try await portal.get("/portal/networks/\(own.id)/webhooks/\(webhook.id)")
            #expect(smuggled.status == 404)
        }
    }

    @Test func thePanelsCookieOpensNoPortal() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            for cookie in ["herald_session", "herald_portal"] {
                let posing = Browser(test: admin.test, token: admin.token, cookie: cookie)
                let page = try await posing.get("/portal/networks/\(network.id)/webhooks")
                #expect(page.status == 401 && page.contains("Ask whoever gave it to you for a new one."))
                #expect(!page.contains("Blue"))
            }
            #expect(try await admin.get("/portal/").status == 401)
        }
    }

    @Test func badLinksAreRefusedAndLimited() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let link = try stage.link(network.id, ["expiresInSeconds": 60])
        let other = try await Stage()
        _ = try await other.network("Blue")
        let foreign = try other.link(network.id)
        try await stage.run { browser in
            // Opens as often as its holder likes.
            for _ in 0..<30 {
                #expect(try await browser.get(link.path).status == 303)
            }
            stage.clock.advance(seconds: 60)
            let late = try await browser.get(link.path)
            #expect(late.status == 401 && late.contains("Link no longer valid") && late.sessionToken == nil)
            #expect(late.headers[.referrerPolicy] == "no-referrer")
            for path in [
                "/portal/open", "/portal/open?token=", foreign.path, link.path + "A", String(link.path.dropLast(3)),
            ] {
                #expect(try await browser.get(path).status == 401, "\(path)")
            }
            for _ in 0..<15 {
                _ = try await browser.get("/portal/open?token=herald_p1_nonsense")
            }
            let answer = try await browser.get("/portal/open?token=herald_p1_nonsense")
            #expect(answer.status == 429 && answer.headers[.retryAfter] != nil)
        }
    }

    @Test func sessionsEndWithTheLinkAndWhenRevoked() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let path = "/portal/networks/\(network.id)/webhooks"
        let short = try stage.link(network.id, ["expiresInSeconds": 60])
        let long = try stage.link(network.id)
        try await stage.run { browser in
            let first = try await browser.opened(short)
            let second = try await browser.opened(long)
            #expect(try await first.get(path).status == 200)
            stage.clock.advance(seconds: 60)
            #expect(try await first.get(path).status == 401)
            #expect(try await second.get(path).status == 200)
            try await stage.operations.portals.revokeAll(of: network.id)
            #expect(try await second.get(path).status == 401)
            #expect(try await browser.get(long.path).status == 401)
            let sessions = try await stage.store.sessions(of: .portal(network.id))
            #expect(sessions.isEmpty)
            let fresh = try await browser.opened(try stage.link(network.id))
            #expect(try await fresh.get(path).status == 200)
        }
    }

    @Test func oneLinkPushesOutNobodyElse() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let path = "/portal/networks/\(network.id)/webhooks"
        let link = try stage.link(network.id, ["viewer": "Ada"])
        let greedy = try stage.link(network.id, ["viewer": "Eve"])
        try await stage.run { browser in
            let ada = try await browser.opened(link)
            let eve = try await browser.opened(greedy)
            for _ in 0..<50 { _ = try await browser.get(greedy.path) }
            #expect(try await ada.get(path).status == 200)
            #expect(try await eve.get(path).status == 401)
        }
    }

    @Test func framesAreForTheNamedSites() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let path = "/portal/networks/\(network.id)/webhooks"
        let link = try stage.link(network.id, ["expiresInSeconds": 60])
        try await stage.run { browser in
            let portal = try await browser.opened(link)
            let closed = try await portal.get(path)
            #expect(closed.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none';") == true)
            _ = try await stage.operations.networks.update(
                network.id,
                [
                    "portal": [
                        "name": "Ink & Co", "colour": "#FFCC00",
                        "origins": ["https://app.example.com/", "http://localhost:3000"],
                    ]
                ])
            let wanted = "frame-ancestors 'self' https://app.example.com http://localhost:3000;"
            let page = try await portal.get(path)
            #expect(page.headers[.contentSecurityPolicy]?.contains(wanted) == true)
            #expect(page.contains("Ink &amp; Co") && !page.contains("Blue") && page.contains("· Ink &amp; Co</title>"))
            let sheet = AccentSheet(try #require(RGBColour("#ffcc00"))).asset
            #expect(page.contains(sheet.path))
            let style = try await browser.get(sheet.path)
            #expect(style.status == 200 && style.headers[.contentType] == "text/css; charset=utf-8")
            #expect(style.headers[.cacheControl]?.contains("immutable") == true)
            #expect(try await browser.get("/portal/assets/accent-ffcc01-0000000000000000.css").status == 404)
            #expect(try await browser.get("/portal/assets/panel.css").status == 404)
            // The panel stays out of frames, whatever the portal allows.
            let panel = try await browser.get("/panel/sign-in")
            #expect(panel.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none';") == true)
            // What has expired still says so where the portal was.
            stage.clock.advance(seconds: 60)
            for place in [path, link.path] {
                let late = try await portal.get(place)
                #expect(late.status == 401 && late.headers[.contentSecurityPolicy]?.contains(wanted) == true)
            }
        }
    }

    @Test func byHTTPSTheCookieWorksInFramesOfOtherSites() async throws {
        let stage = try await Stage(publicAddress: PublicAddress(WebOrigin("https://herald.example.com")))
        let network = try await stage.network("Blue")
        let link = try stage.link(network.id)
        try await stage.run { browser in
            let cookie = try await browser.get(link.path).headers[.setCookie]
            #expect(
                cookie?.hasSuffix(
                    "; Path=/portal/networks/\(network.id); HttpOnly; SameSite=None; Secure; Partitioned") == true)
        }
    }

    private func filled(_ path: String, _ network: NetworkID, webhook: WebhookID) -> String {
        let path = path.replacing("{network}", with: network.description)
            .replacing("{webhook}", with: webhook.description)
        return path.replacing(/\{[a-z]+\}/, with: "x")
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = HTTPField.Name("referrer-policy") ?? .referer
}
