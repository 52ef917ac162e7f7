import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@Suite struct StreamAppTests {
    /// What the Go SDK sends beside every change (`reference/stream-chat.md` §12.2).
    private static let zeros = #"""
        "name":"","organization":"","suspended":false,"suspended_explanation":"","channel_configs":null,
        "revoke_tokens_issued_before":null,"push_notifications":{"version":"","apn":{},"firebase":{}},"policies":null
        """#

    @Test func aFreshAppHasNoReceivers() async throws {
        try await Harness.stream { _, caller in
            let app = try await caller.app()
            #expect(app["name"] == "n" && app["webhook_url"] == "" && app["webhook_events"] == [])
            #expect(app["event_hooks"] == [] && app["before_message_send_hook_url"] == "")
            #expect(app["before_message_send_hook_attempt_timeout_ms"] == 0)
            #expect(app["custom_action_handler_url"] == "" && app["sqs_secret"] == "")
        }
    }

    @Test func flatFieldsMergeAndZeroFieldsChangeNothing() async throws {
        try await Harness.stream { harness, caller in
            let set = try await caller.patch(
                #"{\#(Self.zeros),"webhook_url":"https://a.example/push","webhook_events":["message.new"]}"#)
            #expect(set["webhook_url"] == "https://a.example/push" && set["webhook_events"] == ["message.new"])
            let kept = try await caller.patch(
                "{\(Self.zeros),\"webhook_events\":null,\"sqs_url\":\"https://sqs.example/q\",\"sqs_secret\":\"s3\"}")
            #expect(kept["name"] == "n" && kept["webhook_url"] == "https://a.example/push")
            #expect(kept["webhook_events"] == ["message.new"] && kept["sqs_url"] == "https://sqs.example/q")
            #expect(kept["sqs_secret"] == "(hidden)")
            let moved = try await caller.patch(#"{"webhook_url":"https://b.example","webhook_events":[]}"#)
            #expect(moved["webhook_events"] == [])
            let webhooks = try await caller.client.get(caller.network + "/webhooks")["data"].array ?? []
            #expect(webhooks.count == 1 && webhooks[0]["managedBy"] == "stream")
            #expect(webhooks[0]["url"] == "https://b.example" && webhooks[0]["events"] == ["*"])
            #expect(webhooks[0]["retry"] == ["policy": "vendor"])
            let cleared = try await caller.patch(#"{"webhook_url":""}"#)
            #expect(cleared["webhook_url"] == "")
            #expect(try await caller.client.get(caller.network + "/webhooks")["data"] == [])
            let renamed = try await caller.patch(#"{"name":"other"}"#)
            #expect(renamed["name"] == "other")
            #expect(harness.operations.networks.all.map(\.name) == ["other"])
        }
    }

    @Test func eventHooksAreReplacedAsAWhole() async throws {
        try await Harness.stream { harness, caller in
            let own = try await caller.client.webhook(caller.network)
            let first = try await caller.patch(
                #"""
                {"event_hooks":[
                {"id":"","hook_type":"webhook","enabled":true,"event_types":["message.new"],"product":"chat",
                "webhook_url":"https://a.example","created_at":"0001-01-01T00:00:00Z","updated_at":"0001-01-01T00:00:00Z"},
                {"hook_type":"webhook","enabled":false,"event_types":[],"webhook_url":"https://b.example"}]}
                """#)
            let hooks = try #require(first["event_hooks"]?.array)
            #expect(hooks.count == 2 && hooks[0]["event_types"] == ["message.new"] && hooks[0]["product"] == "chat")
            #expect(hooks[0]["created_at"] == "2026-01-02T03:04:05.678Z")
            #expect(hooks[1]["enabled"] == false && hooks[1]["product"] == "all")
            let ids = hooks.compactMap { $0["id"]?.string }
            #expect(Set(ids).count == 2 && ids.allSatisfy { $0.utf8.count == 36 })
            let id = try #require(NetworkID(String(caller.network.dropFirst("/v1/networks/".count))))
            let routes = { harness.operations.directory.routes(of: id)?.webhooks(for: "message.new", data: []).count }
            #expect(routes() == 2, "the native webhook and the enabled hook")
            harness.clock.advance(seconds: 1)
            let second = try await caller.patch(
                #"""
                {"event_hooks":[{"id":"\#(ids[1])","hook_type":"webhook","enabled":true,"webhook_url":"https://c.example"},
                {"id":"","hook_type":"webhook","enabled":true,"webhook_url":"https://d.example"}]}
                """#)
            let after = try #require(second["event_hooks"]?.array)
            #expect(after.map { $0["webhook_url"] } == ["https://c.example", "https://d.example"])
            #expect(after[0]["id"]?.string == ids[1] && after[0]["created_at"] == "2026-01-02T03:04:05.678Z")
            #expect(
                after[0]["updated_at"] == "2026-01-02T03:04:06.678Z" && !ids.contains(after[1].at("id").string ?? ""))
            #expect(routes() == 3)
            let untouched = try await caller.patch(#"{"webhook_events":null,"event_hooks":null}"#)
            #expect(untouched["event_hooks"]?.array?.count == 2)
            let restarted = try await harness.restarted()
            #expect(try restarted.operations.streamApps.app(of: id).hooks.count == 2)
            #expect(try await caller.patch(#"{"event_hooks":[]}"#)["event_hooks"] == [])
            let left = try await caller.client.get(caller.network + "/webhooks")["data"].array ?? []
            #expect(left.map { $0["id"]?.string } == [own])
        }
    }

    @Test func queuesAreKeptWithTheirSecretsAndAnsweredHonestly() async throws {
        try await Harness.stream { harness, caller in
            let set = try await caller.patch(
                #"""
                {"event_hooks":[{"hook_type":"sqs","enabled":true,"sqs_queue_url":"https://sqs.example/1/q",
                "sqs_region":"us-east-1","sqs_auth_type":"keys","sqs_key":"AKIA","sqs_secret":"top secret"},
                {"hook_type":"sns","sns_arn_topic":"arn:aws:sns:x","sns_auth_type":"role","sns_role_arn":"arn:r"},
                {"hook_type":"pending_message","timeout_ms":86400000,"callback":{"mode":"CALLBACK_MODE_NONE"}}]}
                """#)
            let hooks = try #require(set["event_hooks"]?.array)
            #expect(hooks[0]["sqs_secret"] == "(hidden)" && hooks[0]["sqs_key"] == "AKIA")
            #expect(hooks[1]["sns_topic_arn"] == "arn:aws:sns:x" && hooks[1]["sns_arn_topic"] == nil)
            #expect(hooks[2]["timeout_ms"] == 86_400_000 && hooks[2]["callback"] == ["mode": "CALLBACK_MODE_NONE"])
            // What was read is sent back: the secret stays.
            let back = JSONValue.object(JSONObject([.init("event_hooks", .array(hooks))])).encodedString
            _ = try await caller.patch(back)
            let id = try #require(harness.operations.networks.all.first?.id)
            #expect(try harness.operations.streamApps.app(of: id).hooks[0].queue["sqs_secret"] == "top secret")
            for path in ["/check_sqs", "/check_sns"] {
                let reply = try await caller.call(.post, path, #"{"sqs_url":"x","sqs_key":"k","sqs_secret":"s"}"#)
                #expect(reply.status == 200 && reply["status"] == "error" && reply["data"] == [:])
                #expect(reply["error"].string?.contains("not supported") == true)
            }
            let push = try await caller.call(.post, "/check_push", #"{"user_id":"jim","skip_devices":true}"#)
            #expect(push.status == 200 && push["skip_devices"] == true && push["device_errors"] == [:])
            #expect(push["general_errors"].array?.count == 1)
        }
    }

    @Test func synchronousHooksAreTheNetworksHooks() async throws {
        try await Harness.stream { harness, caller in
            let id = try #require(harness.operations.networks.all.first?.id)
            let early = try await caller.patch(#"{"before_message_send_hook_attempt_timeout_ms":700}"#)
            #expect(early["before_message_send_hook_attempt_timeout_ms"] == 700)
            let set = try await caller.patch(
                #"""
                {"before_message_send_hook_url":"https://a.example/bms",
                "custom_action_handler_url":"https://a.example/commands?type={type}"}
                """#)
            #expect(set["before_message_send_hook_url"] == "https://a.example/bms")
            #expect(set["before_message_send_hook_attempt_timeout_ms"] == 700)
            #expect(set["custom_action_handler_url"] == "https://a.example/commands?type={type}")
            let hook = try harness.operations.hooks.hook(.beforeMessageSend, of: id)
            #expect(hook.attemptTimeout == .milliseconds(700) && hook.overallTimeout == .milliseconds(1200))
            let normal = try await caller.patch(#"{"before_message_send_hook_attempt_timeout_ms":0}"#)
            #expect(normal["before_message_send_hook_attempt_timeout_ms"] == 0)
            #expect(try harness.operations.hooks.hook(.beforeMessageSend, of: id).attemptTimeout == .milliseconds(1500))
            let cleared = try await caller.patch(
                #"{"before_message_send_hook_url":"","custom_action_handler_url":""}"#)
            #expect(cleared["before_message_send_hook_url"] == "" && cleared["custom_action_handler_url"] == "")
            #expect(try harness.operations.hooks.all(of: id).isEmpty)
        }
    }

    @Test(arguments: [
        (#"{"webhook_url":5}"#, "webhook_url"), (#"{"webhook_url":"nothing"}"#, "webhook_url"),
        (#"{"webhook_url":"http://internal.example"}"#, "URL"), (#"{"webhook_events":"all"}"#, "webhook_events"),
        (#"{"before_message_send_hook_attempt_timeout_ms":5001}"#, "0 to 5000"),
        (#"{"before_message_send_hook_attempt_timeout_ms":-1}"#, "0 to 5000"),
        (#"{"custom_action_handler_url":"x"}"#, "custom_action_handler_url"),
        (#"{"event_hooks":[{"hook_type":"carrier pigeon"}]}"#, "event_hooks[0].hook_type"),
        (#"{"event_hooks":[{"hook_type":"webhook"}]}"#, "event_hooks[0].webhook_url"),
        (#"{"event_hooks":[{"hook_type":"sqs"}]}"#, "event_hooks[0].sqs_queue_url"),
        (#"{"event_hooks":[{"hook_type":"webhook","webhook_url":"http://internal.example"}]}"#, "URL"),
        (#"{"event_hooks":{}}"#, "event_hooks"), ("nothing", "JSON"),
    ])
    func badChangesAreRefusedAndChangeNothing(body: String, word: String) async throws {
        try await Harness.stream { harness, caller in
            let before = try await caller.patch(#"{"webhook_url":"https://a.example"}"#)
            let reply = try await caller.call(.patch, "/app", body)
            #expect(reply.status == 400 && reply["code"] == 4 && reply["StatusCode"] == 400, "\(reply.text)")
            #expect(reply["message"].string?.contains(word) == true, "\(reply.text)")
            #expect(try await caller.app() == before)
        }
    }

    @Test func theWebhookLimitRefusesBeforeAnythingChanges() async throws {
        try await Harness.stream { _, caller in
            let before = try await caller.patch(#"{"webhook_url":"https://a.example"}"#)
            let hooks = (0..<10).map { #"{"hook_type":"webhook","webhook_url":"https://a.example/\#($0)"}"# }
            let reply = try await caller.call(.patch, "/app", #"{"event_hooks":[\#(hooks.joined(separator: ","))]}"#)
            #expect(reply.status == 400 && reply["code"] == 4, "\(reply.text)")
            #expect(try await caller.app() == before)
            let pending = Array(
                repeating: #"{"hook_type":"pending_message","webhook_url":"https://a.example"}"#, count: 3)
            let many = try await caller.call(.patch, "/app", #"{"event_hooks":[\#(pending.joined(separator: ","))]}"#)
            #expect(many.status == 400 && many["message"].string?.contains("pending_message") == true)
        }
    }

    @Test func commandsAreTheNetworksCommands() async throws {
        try await Harness.stream { _, caller in
            let made = try await caller.call(
                .post, "/commands",
                #"{"name":"ticket","description":"Opens a ticket","args":"[text]","set":"support_set","created_at":null}"#
            )
            #expect(made.status == 201 && made["command"]["name"] == "ticket", "\(made.text)")
            let changed = try await caller.call(
                .put, "/commands/ticket", #"{"name":"","description":"New words","args":"","set":""}"#)
            #expect(changed.status == 200 && changed["command"]["description"] == "New words")
            #expect(changed["command"]["args"] == "[text]" && changed["command"]["set"] == "support_set")
            let one = try await caller.call(.get, "/commands/ticket")
            #expect(one["name"] == "ticket" && one["description"] == "New words" && one["command"].object != nil)
            let list = try await caller.call(.get, "/commands")
            #expect(list["commands"].array?.map { $0["name"] } == ["ticket"])
            let native = try await caller.client.get(caller.network + "/commands")
            #expect(native.text.contains("ticket"), "\(native.text)")
            let twice = try await caller.call(.post, "/commands", #"{"name":"ticket","description":"x"}"#)
            #expect(twice.status == 400 && twice["code"] == 4)
            let gone = try await caller.call(.delete, "/commands/ticket")
            #expect(gone.status == 200 && gone["name"] == "ticket" && gone["duration"].string != nil)
            let missing = try await caller.call(.get, "/commands/ticket")
            #expect(missing.status == 404 && missing["code"] == 16)
        }
    }
}
