import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@testable import HeraldPanel

@Suite struct AlertPageTests {
    @Test func anEmptyListSaysWhatToDo() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let page = try await admin.get("/panel/networks/\(network.id)/alerts")
            #expect(page.status == 200 && page.contains("No rule yet") && page.contains("No webhook hears of alerts"))
            let href = "/panel/networks/\(network.id)/webhooks/new?events=herald.alert.*"
            #expect(page.contains(href))
            #expect(try await admin.get(href).contains("herald.alert.*</textarea>"))
        }
    }

    @Test func aRuleLivesItsLife() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let path = "/panel/networks/\(network.id)/alerts"
            let webhook = try await stage.webhook(network.id, url: "https://search.example/in?key=secret")
            let form = try await admin.get(path + "/new")
            #expect(form.contains("webhook:\(webhook.id)") && !form.contains("key=secret"))
            let fields = [
                ("name", "Search <b>"), ("metric", "successRate"), ("subject", "webhook:\(webhook.id)"),
                ("threshold", "97.5"), ("window", "15m"), ("minimum", "5"), ("hold", "60"),
            ]
            let made = try await admin.post(path, fields)
            let rule = try #require(try stage.operations.alerts.all(of: network.id).first?.rule)
            #expect(made.location == path + "/\(rule.id)?done=created")
            #expect(rule.threshold == 0.975 && rule.windowMinutes == 15 && rule.minimum == 5 && rule.forSeconds == 60)
            #expect(rule.subject == .webhook(webhook.id))
            let page = try await admin.get(path + "/\(rule.id)")
            #expect(page.contains("Search &lt;b&gt;") && page.contains("not judged yet"))
            #expect(page.contains("fewer than 97.5 % of the last 15 min delivered, for 60 s on end"))
            #expect(page.contains("https://search.example/in?…") && !page.contains("key=secret"))
            let edit = try await admin.get(path + "/\(rule.id)/edit")
            #expect(edit.contains(#"value="97.5""#) && edit.contains("Fire below, in per cent"))
            let saved = try await admin.post(
                path + "/\(rule.id)/edit",
                [("name", "Search"), ("threshold", "95"), ("window", "1h"), ("minimum", "20"), ("hold", "0")])
            #expect(saved.location == path + "/\(rule.id)?done=saved")
            let changed = try stage.operations.alerts.alert(rule.id, of: network.id).rule
            #expect(changed.threshold == 0.95 && !changed.isEnabled && changed.windowMinutes == 60)
            #expect(try await admin.get(path).contains("switched off"))
            #expect(try await admin.get(path + "/\(rule.id)/delete").contains("Delete the rule Search?"))
            #expect(try await admin.post(path + "/\(rule.id)/delete").location == path + "?done=deleted")
            #expect(try stage.operations.alerts.all(of: network.id).isEmpty)
        }
    }

    /// A form as it would be sent, and a part of what is said about it.
    struct BadRule: Sendable {
        let form: String
        let problem: String
    }

    private static let badRules: [BadRule] = [
        BadRule(form: "name=&metric=lag&threshold=5&hold=0", problem: "Must have 1 to 128 bytes."),
        BadRule(form: "name=n&metric=lag&threshold=many&hold=0", problem: "Must be a number from 0"),
        BadRule(
            form: "name=n&metric=successRate&threshold=101&window=5m&minimum=1&hold=0",
            problem: "Write per cent, from 0.01 to 100."),
        BadRule(form: "name=n&metric=silence&threshold=60&hold=-1", problem: "Must be a whole number from 0"),
        BadRule(form: "name=n&metric=lag&subject=source:src_x&threshold=5&hold=0", problem: "which is of the network"),
    ]

    @Test(arguments: badRules)
    func badRulesComeBack(rule: BadRule) async throws {
        let fields = rule.form.split(separator: "&").map { pair -> (String, String) in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (sides[0], sides[1])
        }
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            let answer = try await admin.post("/panel/networks/\(network.id)/alerts", fields)
            #expect(answer.status == 422 && answer.contains(rule.problem))
            #expect(try stage.operations.alerts.all(of: network.id).isEmpty)
        }
    }

    @Test func thePageSaysWhoIsTold() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { admin, network in
            for (url, events) in [
                ("https://pager.example/in", "herald.*"), ("https://begin.example/in", "herald.alert.firing"),
                ("https://search.example/in", "*"),
            ] {
                _ = try await stage.operations.webhooks.create(
                    ["url": .string(url), "events": [.string(events)]], in: network.id)
            }
            let page = try await admin.get("/panel/networks/\(network.id)/alerts")
            #expect(page.contains("https://pager.example/in") && page.contains("when a rule fires and when it is over"))
            #expect(page.contains("https://begin.example/in") && !page.contains("https://search.example/in"))
        }
    }

    @Test func readersSeeAndManagersChange() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let foreign = try await stage.network("Green")
        let body: JSONValue = ["name": "Quiet", "metric": "silence", "threshold": 600]
        let rule = try await stage.operations.alerts.create(body, in: network.id).rule
        let other = try await stage.operations.alerts.create(body, in: foreign.id).rule
        let reader = try await stage.key("read", network.id)
        let path = "/panel/networks/\(network.id)/alerts"
        try await stage.run { browser in
            let reading = try await browser.signedIn(key: reader.token)
            let page = try await reading.get(path)
            #expect(page.contains("no event for 10 min") && !page.contains("New rule"))
            #expect(try await reading.get(path + "/\(rule.id)").contains("/edit") == false)
            #expect(try await reading.get(path + "/\(other.id)").status == 404)
            #expect(try await reading.get(path + "/new").status == 403)
            for rest in ["", "/\(rule.id)/edit", "/\(rule.id)/delete"] {
                #expect(try await reading.post(path + rest).status == 403, "\(rest)")
            }
        }
    }
}
