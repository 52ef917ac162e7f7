import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@testable import HeraldPanel

@Suite struct SettingsPageTests {
    @Test func generalSettingsAreChanged() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let path = "/panel/networks/\(network.id)/settings"
            let page = try await admin.get(path)
            #expect(
                page.status == 200 && page.contains(#"value="Blue""#) && page.contains("social.plus, cannot be changed")
            )
            #expect(page.contains(#"<a href="\#(path)" aria-current="page">Settings</a>"#))
            let bad = try await admin.post(
                path, [("name", ""), ("region", String(repeating: "x", count: 65)), ("validation", "strict")])
            #expect(
                bad.status == 422 && bad.contains("Must have 1 to 128 bytes.") && bad.contains(#"strict" selected"#))
            let fields = [("name", "Blue <b>"), ("region", "eu"), ("validation", "strict")]
            #expect(try await admin.post(path, fields).location == path + "?done=saved")
            let changed = try #require(stage.operations.directory.network(network.id))
            #expect(changed.name == "Blue <b>" && changed.region == "eu" && changed.validation == .strict)
            #expect(try await admin.get(path).contains("Blue <b>") == false)
            _ = try await admin.post(path, [("name", "Blue"), ("region", ""), ("validation", "off")])
            #expect(stage.operations.directory.network(network.id)?.region == nil)
        }
    }

    @Test func thePortalIsSetUp() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let path = "/panel/networks/\(network.id)/settings"
            let bad = try await admin.post(
                path + "/portal",
                [
                    ("portal_name", "Ink"), ("colour", "red"),
                    ("origins", "https://app.example.com\nhttp://else.example"),
                ])
            #expect(bad.status == 422 && bad.contains("Must be a colour written like #2f5d62."))
            #expect(bad.contains("Must start with https://; http is for localhost only."))
            #expect(bad.contains(#"value="red""#) && bad.contains("http://else.example</textarea>"))
            let fields = [
                ("portal_name", "Ink"), ("colour", "#0F62FE"),
                ("origins", "https://app.example.com/\r\n\r\nhttp://localhost:3000"),
            ]
            #expect(try await admin.post(path + "/portal", fields).location == path + "?done=saved")
            let portal = try #require(stage.operations.directory.network(network.id)?.portal)
            #expect(portal.name == "Ink" && portal.colour == RGBColour("#0f62fe"))
            #expect(portal.origins == ["https://app.example.com", "http://localhost:3000"])
            let empty = [("portal_name", ""), ("colour", ""), ("origins", "")]
            _ = try await admin.post(path + "/portal", empty)
            #expect(stage.operations.directory.network(network.id)?.portal == PortalSettings())
        }
    }

    @Test func linksAreMadeAndRevoked() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let path = "/panel/networks/\(network.id)/settings"
            let made = try await admin.post(
                path + "/portal/link", [("lifetime", "900"), ("role", "read"), ("viewer", "Ada")])
            #expect(made.status == 200 && made.contains("sees webhooks and changes nothing"))
            let start = try #require(made.text.firstRange(of: "/portal/open?token="))
            let link = String(made.text[start.lowerBound...].prefix { $0 != "<" })
            #expect(made.contains("http://localhost" + link))
            let opened = try await admin.get(link)
            #expect(opened.status == 303 && opened.headers[.setCookie]?.contains("Max-Age=900;") == true)
            let bad = try await admin.post(path + "/portal/link", [("lifetime", "5"), ("role", "admin")])
            #expect(bad.status == 422)
            #expect(try await admin.get(path + "/portal/revoke").contains("Revoke all links to the portal?"))
            #expect(try await admin.post(path + "/portal/revoke").location == path + "?done=revoked")
            #expect(try await admin.get(path + "?done=revoked").contains("All links made so far are worthless."))
            #expect(try await admin.get(link).status == 401)
        }
    }

    @Test func aNetworkIsDeletedByItsName() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let path = "/panel/networks/\(network.id)/settings/delete"
            #expect(try await admin.get(path).contains("Delete Blue?"))
            let wrong = try await admin.post(path, [("name", "blue")])
            #expect(wrong.status == 422 && wrong.contains("This is not its name."))
            #expect(stage.operations.directory.network(network.id) != nil)
            #expect(try await admin.post(path, [("name", "Blue ")]).location == "/panel/networks?done=deleted")
            #expect(stage.operations.directory.network(network.id) == nil)
        }
    }

    @Test func rolesSeeWhatTheyMayChange() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let foreign = try await stage.network("Green")
        let path = "/panel/networks/\(network.id)/settings"
        let reader = try await stage.key("read", network.id)
        let manager = try await stage.key("manage", network.id)
        try await stage.run { browser in
            let reading = try await browser.signedIn(key: reader.token)
            let facts = try await reading.get(path)
            #expect(facts.status == 200 && !facts.contains("<form method=\"post\" action=\"\(path)"))
            #expect(facts.contains("no other site") && !facts.contains("Delete network"))
            for rest in ["", "/portal", "/portal/link", "/portal/revoke", "/delete"] {
                #expect(try await reading.post(path + rest).status == 403, "\(rest)")
            }
            let managing = try await browser.signedIn(key: manager.token)
            #expect(try await managing.get(path).contains("Make a link"))
            #expect(try await managing.post(path + "/delete", [("name", "Blue")]).status == 403)
            #expect(try await managing.get("/panel/networks/\(foreign.id)/settings").status == 404)
        }
    }

    @Test func whatIsKeptStandsInWords() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let reader = try await stage.key("read", network.id)
        var settings = PanelSettings()
        settings.facts = ServerFacts(
            version: "9.8.7", store: "sqlite (/secret/place.db)",
            startedAt: stage.clock.now.advanced(byMilliseconds: -7_200_000),
            retention: .init(
                payloads: .seconds(86_400), attempts: .seconds(5400), deliveries: nil, maxStoreMegabytes: 1024,
                duplicateWindow: .seconds(90)),
            limits: [.init("Webhooks of a network", 10), .init("Their payloads", 10_240, unit: "MiB")])
        try await stage.run(settings) { browser in
            let admin = try await browser.signedIn(key: Stage.adminKey)
            let page = try await admin.get("/panel/networks/\(network.id)/settings")
            #expect(page.contains("kept for 1 day after the event was accepted"))
            #expect(page.contains("kept for 90 minutes after the attempt") && page.contains("kept for ever"))
            #expect(page.contains("noticed for 90 seconds") && page.contains("over 1,024 MiB"))
            let about = try await admin.get("/panel/about")
            #expect(about.contains("Herald 9.8.7") && about.contains("sqlite (/secret/place.db)"))
            #expect(about.contains("<dd>2 h</dd>") && about.contains("10,240 MiB"))
            let other = try await (try await browser.signedIn(key: reader.token)).get("/panel/about")
            #expect(other.status == 200 && other.contains("Herald 9.8.7") && other.contains("kept for 1 day"))
            #expect(!other.contains("/secret/place.db") && !other.contains("Limits in force"))
        }
    }
}
