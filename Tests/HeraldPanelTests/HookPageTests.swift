import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@testable import HeraldPanel

/// The pages of hooks and commands.
@Suite struct HookPageTests {
    private static let url = "https://receiver.example/filter?key=hidden"

    @Test func aHookIsSetUpChangedAndRemoved() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/hooks"
            let page = list + "/before-message-send"
            let none = try await browser.get(list)
            #expect(none.contains("Before an action") && none.contains("not set up") && none.contains("No commands"))
            let unset = try await browser.get(page)
            #expect(unset.contains("Set up</a>") && !unset.contains("Try it") && !unset.contains("Call log"))
            let refused = try await browser.post(
                page + "/edit", [("url", "ftp:<x>"), ("timeout", "soon"), ("overall", "9000"), ("enabled", "on")])
            #expect(refused.status == 422 && refused.contains("ftp:&lt;x&gt;"))
            for field in ["url", "timeout", "overall"] { #expect(refused.contains("id=\"\(field)-problem\"")) }
            let made = try await browser.post(
                page + "/edit",
                [("url", Self.url), ("timeout", "700"), ("on_failure", "deny"), ("shadow", "on"), ("enabled", "on")])
            let hook = try stage.operations.hooks.hook(.beforeMessageSend, of: network.id)
            let secret = try #require(hook.secrets.first?.value)
            #expect(made.status == 200 && made.contains(secret) && made.contains("not shown again"))
            let shown = try await browser.get(page)
            #expect(!shown.contains(secret) && shown.contains("700 ms") && shown.contains("1,200 ms"))
            #expect(shown.contains(">shadow<") && shown.contains("deny: refuse") && shown.contains("No call yet"))
            let form = try await browser.get(page + "/edit")
            #expect(form.contains("value=\"700\"") && form.contains("name=\"shadow\" checked"))
            let saved = try await browser.post(page + "/edit", [("url", Self.url), ("on_failure", "allow")])
            #expect(saved.location == page + "?done=saved")
            let changed = try stage.operations.hooks.hook(.beforeMessageSend, of: network.id)
            #expect(!changed.isEnabled && !changed.isShadow && changed.onFailure == .allow)
            #expect(changed.attemptTimeoutMilliseconds == nil && changed.secrets == hook.secrets)
            #expect(try await browser.get(list).contains("switched off"))
            #expect(try await browser.get(page + "/secret").contains("Give this hook a new secret?"))
            let renewed = try await browser.post(page + "/secret")
            let hooks = try stage.operations.hooks.all(of: network.id)
            let fresh = try #require(hooks.first?.secrets.first?.value)
            #expect(fresh != secret && renewed.contains(fresh))
            #expect(try await browser.get(page + "/delete").contains("Remove this hook?"))
            #expect(try await browser.post(page + "/delete").status == 303)
            #expect(try stage.operations.hooks.all(of: network.id).isEmpty)
            #expect(try await browser.get(list + "/no-such").status == 404)
        }
    }

    @Test func aMessageIsTriedAndTheDifferenceShown() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = "/panel/networks/\(network.id)/hooks/before-message-send"
            _ = try await browser.post(page + "/edit", [("url", Self.url), ("enabled", "on")])
            stage.hookTransport.answer(200, #"{"message":{"text":"<i>mild</i>"}}"#)
            let asked = try await browser.post(
                page + "/try",
                [("text", "<b>rude</b>"), ("user", "u1"), ("channel", "c1"), ("channel_type", "team"), ("whole", "")])
            #expect(asked.status == 200 && asked.contains("stored with the changes below"), "\(asked.text)")
            #expect(asked.contains(">modified<") && asked.contains("The hook decided."))
            let removed = "<span class=\"hidden\">removed: </span><span>  &quot;text&quot;: &quot;&lt;b&gt;rude"
            let added = "<span class=\"hidden\">added: </span><span>  &quot;text&quot;: &quot;&lt;i&gt;mild"
            #expect(asked.contains(removed) && asked.contains(added) && !asked.contains("<i>mild"))
            let request = try #require(stage.hookTransport.requests.last)
            #expect(request.contains(#""cid":"team:c1""#) && request.contains(#""user":{"id":"u1"}"#))
            stage.hookTransport.answer(200, #"{"message":{"type":"error","text":"Be kind."}}"#)
            #expect(try await browser.post(page + "/try").contains("Its sender is told: “Be kind.”"))
            stage.hookTransport.answer(200)
            let same = try await browser.post(page + "/try", [("text", "a")])
            #expect(same.contains("stored as it is") && same.contains("Nothing is changed."))
            stage.hookTransport.answer(500)
            let failed = try await browser.post(page + "/try", [("text", "a")])
            #expect(failed.contains("The hook answered 500; check the hook&#39;s log."))
            let log = try await browser.get(page)
            #expect(log.contains(">rejected<") && log.contains(">accepted<") && log.contains("HTTP 500"))
            #expect(!log.contains("rude") && log.contains("<dd class=\"figure\">4</dd>"))
            #expect(try await browser.get("/panel/networks/\(network.id)/hooks").contains(">4</td>"))
        }
    }

    @Test func aQuestionMayBeWrittenAsJSON() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = "/panel/networks/\(network.id)/hooks/before-message-send"
            _ = try await browser.post(page + "/edit", [("url", Self.url), ("enabled", "on"), ("shadow", "on")])
            stage.hookTransport.answer(200, #"{"message":{"type":"error","text":"No."}}"#)
            let whole = #"{"message":{"text":"a","mood":"<grim>"},"user":{},"channel":{},"requestInfo":{"ip":"x"}}"#
            let asked = try await browser.post(page + "/try", [("whole", whole)])
            #expect(asked.contains("shadow mode: it was asked") && asked.contains("it wanted: rejected"))
            #expect(stage.hookTransport.requests.last?.contains(#""mood":"<grim>""#) == true)
            #expect(asked.contains("<details class=\"more\" open>") && asked.contains("&lt;grim&gt;"))
            let broken = try await browser.post(page + "/try", [("whole", "{")])
            #expect(broken.status == 422 && broken.contains("This is no JSON: byte 1"))
            let unfit = try await browser.post(page + "/try", [("whole", #"{"message":1,"else":2}"#)])
            #expect(unfit.status == 422 && unfit.contains("&#39;message&#39; must be an object"))
            #expect(unfit.contains("&#39;else&#39; is not a field"))
            let large = try await browser.post(
                page + "/try",
                [
                    ("text", String(repeating: "a", count: (HookCalls.bodyBytes >> 1) + 1)),
                    (
                        "data",
                        String(repeating: "b", count: HookCalls.bodyBytes >> 1)
                    ),
                ])
            #expect([413, 422, 400].contains(large.status))
            let calls = try stage.operations.hookCalls.records(of: .beforeMessageSend, in: network.id)
            #expect(calls.count == 1)
        }
    }

    @Test func aCommandIsMadeTriedAndDeleted() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let home = "/panel/networks/\(network.id)"
            let list = home + "/commands"
            #expect(try await browser.get(list).contains("No command yet"))
            let bad = try await browser.post(list, [("name", "no blanks"), ("set", String(repeating: "s", count: 65))])
            #expect(bad.status == 422 && bad.contains("id=\"name-problem\"") && bad.contains("id=\"set-problem\""))
            let made = try await browser.post(
                list, [("name", "/ticket"), ("description", "Open <one>"), ("args", "[text]"), ("set", "support")])
            #expect(made.location == list + "?done=created", "\(made.text)")
            #expect(
                try await browser.post(list, [("name", "ticket")]).contains("has a command &#39;ticket&#39; already"))
            #expect(try await browser.get(list).contains("Open &lt;one&gt;"))
            let changed = try await browser.post(list + "/ticket", [("description", "Open two"), ("args", "")])
            #expect(changed.location == list + "?done=saved")
            #expect(try await browser.get(list + "/ticket").contains("value=\"Open two\""))
            let page = home + "/hooks/custom-command"
            _ = try await browser.post(page + "/edit", [("url", "https://receiver.example/{type}"), ("enabled", "on")])
            stage.hookTransport.answer(200, #"{"message":{"text":"Ticket 1","type":"ephemeral"}}"#)
            let asked = try await browser.post(
                page + "/try", [("command", "ticket"), ("arguments", "help me"), ("user", "u1")])
            #expect(asked.contains(">replied<") && asked.contains("Ticket 1"), "\(asked.text)")
            let request = try #require(stage.hookTransport.requests.last)
            #expect(request.hasPrefix("POST /ticket ") && request.contains(#""args":"help me""#))
            stage.hookTransport.answer(200, #"{"message":null}"#)
            #expect(try await browser.post(page + "/try", [("command", "ticket")]).contains("The message is removed"))
            let unknown = try await browser.post(page + "/try", [("command", "other")])
            #expect(unknown.status == 422 && unknown.contains("id=\"command-problem\""))
            #expect(try await browser.get(page).contains("<span class=\"sub\">ticket</span>"))
            #expect(try await browser.get(list + "/ticket/delete").contains("Delete /ticket?"))
            #expect(try await browser.post(list + "/ticket/delete").status == 303)
            #expect(try await browser.get(list + "/ticket").status == 404)
        }
    }

    @Test func anActionIsTried() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = "/panel/networks/\(network.id)/hooks/pre-hook"
            _ = try await browser.post(page + "/edit", [("url", Self.url), ("enabled", "on"), ("on_failure", "deny")])
            stage.hookTransport.answer(200, #"{"action":"allow","data":{"text":"b"}}"#)
            let asked = try await browser.post(
                page + "/try",
                [("event_name", "post.shouldCreate"), ("data", #"{"text":"a"}"#), ("actor", #"{"userId":"u"}"#)])
            #expect(asked.contains(">modify<") && asked.contains("happens with the changes below"), "\(asked.text)")
            stage.hookTransport.answer(200, #"{"action":"deny","message":"Not here."}"#)
            let fields = [("event_name", "e"), ("data", "{}"), ("actor", "{}")]
            #expect(try await browser.post(page + "/try", fields).contains("The user is told: “Not here.”"))
            stage.hookTransport.fail(.connectFailed)
            let failed = try await browser.post(page + "/try", fields)
            #expect(failed.contains("what is set for failures does") && failed.contains(">deny<"))
            let bad = try await browser.post(page + "/try", [("event_name", ""), ("data", "[]"), ("actor", "{}")])
            #expect(bad.status == 422 && bad.contains("id=\"event-problem\"") && bad.contains("id=\"data-problem\""))
            #expect(try await browser.post(page + "/try", [("data", "{}"), ("actor", "no")]).contains("actor-problem"))
            #expect(try await browser.get(page).contains("<span class=\"sub\">post.shouldCreate</span>"))
        }
    }

    @Test func theLogGoesOn() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let page = "/panel/networks/\(network.id)/hooks/pre-hook"
            _ = try await browser.post(page + "/edit", [("url", Self.url), ("enabled", "on")])
            stage.hookTransport.answer(200, #"{"action":"allow"}"#)
            for index in 0..<51 {
                _ = try await stage.operations.hookCalls.preHook(
                    ["eventName": .string("event-\(index)"), "data": [:], "actor": [:]], in: network.id)
            }
            let first = try await browser.get(page)
            #expect(first.contains("event-50") && !first.contains("event-0<") && first.contains("?cursor=50"))
            let second = try await browser.get(page + "?cursor=50")
            #expect(second.contains("event-0<") && !second.contains("event-50") && second.contains("Newest"))
        }
    }

    @Test func readersSeeAndOthersDoNot() async throws {
        let stage = try await Stage()
        let (blue, red) = (try await stage.network("Blue"), try await stage.network("Red"))
        _ = try await stage.operations.hooks.put(.preHook, of: blue.id, ["url": .string(Self.url)])
        _ = try await stage.operations.commands.create(["name": "ticket"], in: blue.id)
        let (reader, stranger) = (try await stage.key("read", blue.id), try await stage.key("manage", red.id))
        try await stage.run { browser in
            let home = "/panel/networks/\(blue.id)"
            let reader = try await browser.signedIn(key: reader.token)
            let page = try await reader.get(home + "/hooks/pre-hook")
            #expect(page.status == 200 && !page.contains("key=hidden") && page.contains("filter?…"))
            #expect(!page.contains("Try it") && !page.contains(">Edit<"))
            let commands = try await reader.get(home + "/commands")
            #expect(commands.contains("/ticket") && !commands.contains("Make command"))
            for path in [
                "/hooks/pre-hook/edit", "/hooks/pre-hook/secret", "/hooks/pre-hook/delete", "/commands/ticket",
            ] {
                #expect(try await reader.get(home + path).status == 403)
                #expect(try await reader.post(home + path).status == 403)
            }
            #expect(try await reader.post(home + "/hooks/pre-hook/try").status == 403)
            let stranger = try await browser.signedIn(key: stranger.token)
            for path in ["/hooks", "/hooks/pre-hook", "/commands"] {
                #expect(try await stranger.get(home + path).status == 404)
            }
            #expect(try await stranger.post(home + "/hooks/pre-hook/delete").status == 404)
        }
    }
}
