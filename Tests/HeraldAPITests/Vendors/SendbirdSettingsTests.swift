import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@Suite struct SendbirdSettingsTests {
    private static let path = "/v3/applications/settings/webhook"
    private static let token = "0123456789abcdef0123456789abcdef01234567"

    private func run(
        _ body: @escaping @Sendable (Harness, Client, String) async throws -> Void
    ) async throws {
        let harness = try await Harness(dialects: Dialect.allCases)
        try await harness.run { client in
            let network = try await client.network(
                "sendbird", #"{"appId":"APP-1","masterApiToken":"\#(Self.token)"}"#)
            try await body(harness, client, network)
        }
    }

    private static func call(
        _ client: Client, _ method: HTTPRequest.Method, _ body: String? = nil, query: String = "",
        path: String = path, token: String = token
    ) async throws -> Reply {
        try await client.vendor(
            method, path + query, body,
            headers: ["Api-Token": token, "Content-Type": "application/json, charset=utf8"])
    }

    @Test func settingsThatWereNeverSetHaveTheirDefaultsAndNoNull() async throws {
        try await run { _, client, _ in
            let reply = try await Self.call(client, .get)
            #expect(reply.status == 200)
            #expect(
                reply.json == [
                    "webhook": [
                        "enabled": false, "url": "", "include_members": false, "enabled_events": [],
                        "include_unread_count": false,
                    ]
                ])
        }
    }

    @Test func everythingComesBackByNameAndReachesOneUsualWebhook() async throws {
        try await run { harness, client, network in
            let own = try await client.webhook(network)
            let reply = try await Self.call(
                client, .put, #"{"enabled": true, "url": "https://a.example/hook", "enabled_events": ["*"]}"#)
            #expect(reply.status == 200, "\(reply.text)")
            let webhook = reply["webhook"]
            #expect(webhook["enabled"] == true && webhook["url"] == "https://a.example/hook")
            #expect(webhook["enabled_events"]?.array?.compactMap(\.string) == SendbirdAdministration.categories)
            #expect(webhook["all_webhook_categories"] == nil)
            let list = try await client.get(network + "/webhooks")
            let webhooks = try #require(list["data"].array)
            #expect(webhooks.count == 2)
            let managed = try #require(webhooks.first { $0["managedBy"] == "sendbird" })
            #expect(managed["url"] == "https://a.example/hook" && managed["events"] == ["*"])
            #expect(managed["retry"] == ["policy": "vendor"])
            let lane = try #require(managed["id"]?.string.flatMap { WebhookID($0) })
            #expect(harness.engine.lanes[lane]?.url == "https://a.example/hook")
            #expect(webhooks.contains { $0.at("id").string == own && $0["managedBy"] == .null })
        }
    }

    @Test func allCategoriesAreFortyFiveInTheirOrder() async throws {
        try await run { _, client, _ in
            for flag in ["True", "true", "TRUE", "1"] {
                let reply = try await Self.call(client, .get, query: "?display_all_webhook_categories=\(flag)")
                let all = reply["webhook"].at("all_webhook_categories").array?.compactMap(\.string) ?? []
                #expect(all.count == 45)
                #expect(all.prefix(2) == ["open_channel:create", "open_channel:remove"])
                #expect(all.dropFirst(16).first == "group_channel:message_update")
            }
            for flag in ["False", "false", "0", ""] {
                let reply = try await Self.call(client, .get, query: "?display_all_webhook_categories=\(flag)")
                #expect(reply["webhook"].object?.keys.contains("all_webhook_categories") == false)
            }
            let wrong = try await Self.call(client, .get, query: "?display_all_webhook_categories=maybe")
            #expect(wrong.status == 400 && wrong["code"] == 400_104)
        }
    }

    @Test func aPartialChangeMergesAndAnEmptyOneChangesNothing() async throws {
        try await run { _, client, _ in
            _ = try await Self.call(
                client, .put,
                #"""
                {"enabled":true,"url":"https://a.example","include_members":true,"include_unread_count":true,
                "enabled_events":["group_channel:join","group_channel:create","group_channel:join"]}
                """#)
            let expected: JSONValue = [
                "enabled": true, "url": "https://a.example", "include_members": true,
                "enabled_events": ["group_channel:create", "group_channel:join"], "include_unread_count": true,
            ]
            let empty = try await Self.call(client, .put)
            #expect(empty["webhook"] == expected)
            #expect(try await Self.call(client, .put, "{}")["webhook"] == expected)
            let moved = try await Self.call(client, .put, #"{"url":"https://b.example","unknown":null}"#)
            #expect(moved["webhook"]["url"] == "https://b.example")
            #expect(moved["webhook"]["enabled_events"] == expected["enabled_events"])
            let members = try await Self.call(client, .put, #"{"include_members":false}"#)
            #expect(members["webhook"]["include_members"] == false)
            #expect(members["webhook"]["include_unread_count"] == true)
        }
    }

    @Test func anEmptyListSwitchesOffWithoutLosingTheWebhook() async throws {
        try await run { harness, client, network in
            _ = try await Self.call(
                client, .put, #"{"enabled":true,"url":"https://a.example","enabled_events":["user:block"]}"#)
            let off = try await Self.call(client, .put, #"{"enabled":true,"enabled_events":[]}"#)
            #expect(off["webhook"]["enabled"] == false && off["webhook"]["enabled_events"] == [])
            #expect(off["webhook"]["url"] == "https://a.example")
            let id = try #require(NetworkID(String(network.dropFirst("/v1/networks/".count))))
            let webhooks = harness.operations.directory.webhooks(of: id)
            #expect(webhooks.count == 1 && webhooks[0].events.isEmpty)
            #expect(harness.operations.directory.routes(of: id)?.webhooks(for: "user:block", data: []) == [])
            let on = try await Self.call(client, .put, #"{"enabled":true,"enabled_events":["user:unblock"]}"#)
            #expect(on["webhook"]["enabled"] == true && on["webhook"]["enabled_events"] == ["user:unblock"])
            #expect(harness.operations.directory.webhooks(of: id).map(\.id) == webhooks.map(\.id))
        }
    }

    @Test func disablingKeepsTheSubscriptionForLater() async throws {
        try await run { _, client, _ in
            _ = try await Self.call(
                client, .put, #"{"enabled":true,"url":"https://a.example","enabled_events":["user:block"]}"#)
            let off = try await Self.call(client, .put, #"{"enabled":false}"#)
            #expect(off["webhook"]["enabled"] == false && off["webhook"]["enabled_events"] == ["user:block"])
            let on = try await Self.call(client, .put, #"{"enabled":true}"#)
            #expect(on["webhook"]["enabled"] == true && on["webhook"]["enabled_events"] == ["user:block"])
        }
    }

    @Test func whatTheNativeAPIChangesShowsAndADeletedWebhookResets() async throws {
        try await run { _, client, network in
            _ = try await Self.call(client, .put, #"{"enabled":true,"url":"https://a.example"}"#)
            let webhook = try #require(try await client.get(network + "/webhooks")["data"].array?.first)
            let path = "\(network)/webhooks/\(webhook.at("id").string ?? "")"
            _ = try await client.patch(path, #"{"url":"https://c.example","events":["user:block"]}"#)
            let shown = try await Self.call(client, .get)
            #expect(shown["webhook"]["url"] == "https://c.example")
            #expect(shown["webhook"]["enabled_events"] == ["user:block"])
            #expect(try await client.delete(path).status == 204)
            let reset = try await Self.call(client, .get)
            #expect(reset["webhook"]["enabled"] == false && reset["webhook"]["url"] == "")
            let again = try await Self.call(client, .put, #"{"enabled":true,"url":"https://d.example"}"#)
            #expect(again["webhook"]["url"] == "https://d.example")
        }
    }

    @Test func settingsSurviveARestart() async throws {
        try await run { harness, client, _ in
            _ = try await Self.call(client, .put, #"{"enabled":true,"url":"https://a.example"}"#)
            _ = try await Self.call(client, .put, #"{"enabled":false}"#)
            let restarted = try await harness.restarted()
            let network = try #require(restarted.operations.networks.all.first)
            let settings = restarted.operations.sendbird.settings(of: network.id)
            #expect(settings.url == "https://a.example" && !settings.isEnabled)
            #expect(settings.enabledEvents == SendbirdAdministration.categories)
        }
    }

    @Test(
        arguments: [
            (#"{"enabled":1}"#, 400_104, "enabled"), (#"{"enabled":"true"}"#, 400_104, "enabled"),
            (#"{"url":5}"#, 400_100, "url"), (#"{"url":null}"#, 400_100, "url"),
            (#"{"include_members":"no"}"#, 400_104, "include_members"),
            (#"{"enabled_events":"*"}"#, 400_102, "enabled_events"),
            (#"{"enabled_events":[1]}"#, 400_100, "enabled_events"),
            (#"{"enabled_events":["group_channel:nothing"]}"#, 400_111, "enabled_events"),
            (#"{"enabled":true}"#, 400_105, "url"), (#"{"url":"no url"}"#, 400_114, "url"),
            (#"{"url":"http://internal.example/"}"#, 400_114, "URL"),
            (#"{"enabled""#, 400_403, "JSON"), ("[]", 400_403, "JSON"),
        ] as [(String, Int64, String)])
    func badBodiesAreRefusedInSendbirdsShape(body: String, code: Int64, word: String) async throws {
        try await run { _, client, _ in
            let reply = try await Self.call(client, .put, body)
            #expect(reply.status == 400 && reply["error"] == true && reply["code"].integer == code, "\(reply.text)")
            #expect(reply["message"].string?.contains(word) == true, "\(reply.text)")
            #expect(reply.json.object?.keys == ["error", "code", "message"])
            #expect(reply.headers[.contentType] == "application/json")
        }
    }

    @Test func aTokenOpensItsOwnApplicationOnly() async throws {
        try await run { _, client, network in
            for token in ["", "wrong", String(Self.token.dropLast())] {
                let reply = try await Self.call(client, .get, token: token)
                #expect(reply.status == 400 && reply["code"] == 400_401, "\(reply.text)")
            }
            let none = try await client.vendor(.get, Self.path, headers: [:])
            #expect(none.status == 400 && none["code"] == 400_401)
            _ = try await client.delete(network)
            #expect(try await Self.call(client, .get)["code"] == 400_401)
        }
    }

    @Test func unknownPathsAndMethodsAnswerInSendbirdsShape() async throws {
        try await run { _, client, _ in
            for (method, path) in [
                (HTTPRequest.Method.get, "/v3/users"), (.post, Self.path), (.delete, Self.path), (.get, "/sendbird/x"),
            ] {
                let reply = try await Self.call(client, method, path: path)
                #expect(reply.status == 400 && reply["code"] == 400_930, "\(path): \(reply.text)")
            }
        }
    }

    @Test func aDoubledSlashAndThePrefixAreTaken() async throws {
        try await run { _, client, _ in
            for prefix in ["/", "/sendbird", "/sendbird/"] {
                let reply = try await Self.call(client, .get, path: prefix + Self.path)
                #expect(reply.status == 200 && reply["webhook"].object != nil, "\(prefix): \(reply.text)")
            }
        }
    }
}
