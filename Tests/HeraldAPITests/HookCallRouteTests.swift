import HTTPTypes
import HeraldDelivery
import HeraldJSON
import HeraldModel
import Testing

@Suite struct HookCallRouteTests {
    private static let message = #"{"message":{"text":"hi"},"user":{"id":"u"},"channel":{"id":"c"}}"#
    private static let action = #"{"eventName":"message.shouldCreate","data":{"text":"hi"},"actor":{"userId":"u"}}"#
    private static let url = #"{"url":"https://receiver.example/hook"}"#

    @Test func withoutAHookEverythingIsLetThrough() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let message = try await client.post(network + "/hooks/before-message-send/calls", Self.message)
            #expect(message.status == 200 && message["verdict"] == "accepted", "\(message.text)")
            #expect(message["message"] == ["text": "hi"] && message["decidedBy"] == "none")
            #expect(message["durationMs"] == 0)
            let action = try await client.post(network + "/hooks/pre-hook/calls", Self.action)
            #expect(action["action"] == "allow" && action["decidedBy"] == "none")
            _ = try await client.post(network + "/commands", #"{"name":"ticket"}"#)
            let command = try await client.post(
                network + "/hooks/custom-command/calls",
                #"{"command":"ticket","message":{"text":"/ticket"},"user":{"id":"u"}}"#)
            #expect(command["message"] == ["text": "/ticket"] && command["decidedBy"] == "none")
            #expect(harness.hookTransport.requests.isEmpty)
        }
    }

    @Test func aMessageGoesOutSignedAndComesBackJudged() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/before-message-send"
            _ = try await client.put(path, Self.url)
            harness.hookTransport.answer(200, #"{"message":{"text":"**"}}"#)
            let reply = try await client.post(
                path + "/calls",
                #"{"message":{"text":"hi"},"user":{"id":"u"},"channel":{"id":"c"},"requestInfo":{"userAgent":"x"}}"#)
            #expect(reply["verdict"] == "modified" && reply["message"] == ["text": "**"], "\(reply.text)")
            #expect(reply["decidedBy"] == "hook" && reply["error"] == .null)
            let request = try #require(harness.hookTransport.requests.first)
            #expect(request.hasPrefix("POST /hook HTTP/1.1\r\nhost: receiver.example\r\n"))
            #expect(request.contains("\r\nx-amity-signature: "))
            let body =
                #"{"message":{"text":"hi"},"user":{"id":"u"},"channel":{"id":"c"},"request_info":{"user_agent":"x"}}"#
            #expect(request.hasSuffix("\r\n\r\n" + body))

            harness.hookTransport.answer(200, #"{"message":{"type":"error","text":"no"}}"#)
            let rejected = try await client.post(path + "/calls", Self.message)
            #expect(rejected["verdict"] == "rejected" && rejected["reason"] == "no")
            #expect(rejected["message"] == ["text": "no", "type": "error"])
        }
    }

    @Test(arguments: [
        (TransportFailure.timeout, "timeout"), (.connectFailed, "error"), (.connectTimeout, "timeout"),
        (.resolveTimeout, "timeout"), (.forbiddenAddress, "error"), (.connectionClosed, "error"),
    ])
    func failuresAreDecidedByTheRule(failure: TransportFailure, decidedBy: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            harness.hookTransport.fail(failure)
            for (rule, verdict, action) in [("allow", "accepted", "allow"), ("deny", "rejected", "deny")] {
                let settings = #"{"url":"https://receiver.example/","onFailure":"\#(rule)"}"#
                for kind in ["before-message-send", "pre-hook"] {
                    _ = try await client.put("\(network)/hooks/\(kind)", settings)
                }
                let message = try await client.post(network + "/hooks/before-message-send/calls", Self.message)
                #expect(message["verdict"].string == verdict && message["decidedBy"].string == decidedBy)
                #expect(message["error"]["code"]?.string == failure.rawValue)
                #expect(message["error"]["timer"]?.string == (decidedBy == "timeout" ? "attempt" : nil))
                let reply = try await client.post(network + "/hooks/pre-hook/calls", Self.action)
                #expect(reply["action"].string == action && reply["decidedBy"].string == decidedBy)
            }
        }
    }

    @Test func commandsReplyRemoveAndFail() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/custom-command"
            _ = try await client.put(path, #"{"url":"https://receiver.example/c/{type}?t={type}"}"#)
            _ = try await client.post(network + "/commands", #"{"name":"ticket"}"#)
            let question =
                #"{"command":"ticket","message":{"text":"/ticket  a b"},"user":{"id":"u"},"formData":{"x":"1"}}"#
            harness.hookTransport.answer(200, #"{"message":{"type":"ephemeral","text":"Pick"}}"#)
            let reply = try await client.post(path + "/calls", question)
            #expect(reply["message"] == ["text": "Pick", "type": "ephemeral"], "\(reply.text)")
            let request = try #require(harness.hookTransport.requests.first)
            #expect(request.hasPrefix("POST /c/ticket?t=ticket HTTP/1.1\r\n"))
            #expect(
                request.hasSuffix(
                    #"{"message":{"text":"/ticket  a b","command":"ticket","args":"a b"},"user":{"id":"u"},"form_data":{"x":"1"}}"#
                ), "\(request)")

            harness.hookTransport.answer(200, #"{"message":null}"#)
            let removed = try await client.post(path + "/calls", question)
            #expect(removed["message"] == .null && removed["verdict"] == "removed" && removed["decidedBy"] == "hook")

            harness.hookTransport.answer(500)
            let failed = try await client.post(path + "/calls", question)
            #expect(failed["message"] == ["text": "/ticket  a b"] && failed["decidedBy"] == "error")
            #expect(failed["error"]["status"] == 500)

            let unknown = try await client.post(
                path + "/calls", #"{"command":"tickets","message":{},"user":{}}"#)
            #expect(unknown.status == 422 && unknown.code == "unknown_command" && unknown.pointers == ["/command"])
            // Stand-alone MML interactions name no command.
            let mml = try await client.post(path + "/calls", #"{"command":"mml","message":{},"user":{}}"#)
            #expect(mml.status == 200)
        }
    }

    @Test func preHooksAllowChangeAndDeny() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/pre-hook"
            _ = try await client.put(path, #"{"url":"https://receiver.example/","secret":"hush"}"#)
            harness.hookTransport.answer(200, #"{"action":"allow","data":{"text":"**"}}"#)
            let changed = try await client.post(path + "/calls", Self.action)
            #expect(changed["action"] == "allow" && changed["data"] == ["text": "**"])
            harness.hookTransport.answer(200, #"{"action":"deny","message":"No links"}"#)
            let denied = try await client.post(path + "/calls", Self.action)
            #expect(denied["action"] == "deny" && denied["message"] == "No links" && denied["decidedBy"] == "hook")
            let request = try #require(harness.hookTransport.requests.first)
            // HMAC-SHA256 of the body under `hush`, made with Python.
            #expect(
                request.contains(
                    "\r\nx-signature: 3d67b1a7e8239234a1bdbf0ca98bcaa2d1263a1b4e15f183433126ccedffa90f\r\n"),
                "\(request)")
            #expect(request.contains("\r\nx-amity-signature: PWexp+gjkjShvb8MqYvKotEmOhtOFfGDQzEmzO3/qQ8=\r\n"))
        }
    }

    @Test func aShadowIsRecordedAndNeverActs() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/before-message-send"
            _ = try await client.put(
                path, #"{"url":"https://receiver.example/","shadow":true,"onFailure":"deny"}"#)
            harness.hookTransport.answer(200, #"{"message":{"type":"error","text":"no"}}"#)
            let reply = try await client.post(path + "/calls", Self.message)
            #expect(reply["verdict"] == "accepted" && reply["message"] == ["text": "hi"])
            #expect(reply["decidedBy"] == "none" && reply["shadow"] == true)
            harness.hookTransport.fail(.connectFailed)
            #expect(try await client.post(path + "/calls", Self.message)["verdict"] == "accepted")
            let calls = try #require(try await client.get(path + "/calls")["data"].array)
            #expect(calls.map { $0["shadowVerdict"] } == ["rejected", "rejected"])
            #expect(calls.map { $0["verdict"] } == ["accepted", "accepted"])
            #expect(calls.map { $0["decidedBy"] } == ["error", "hook"])
        }
    }

    @Test func aHookThatIsOffIsNotCalled() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/before-message-send"
            _ = try await client.put(
                path, #"{"url":"https://receiver.example/","enabled":false,"onFailure":"deny"}"#)
            let reply = try await client.post(path + "/calls", Self.message)
            #expect(reply["verdict"] == "accepted" && reply["decidedBy"] == "none")
            #expect(harness.hookTransport.requests.isEmpty)
        }
    }

    @Test func anUnreachableHookIsPausedAndProbed() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/before-message-send"
            _ = try await client.put(path, Self.url)
            for _ in 1...10 { _ = try await client.post(path + "/calls", Self.message) }
            let paused = try await client.post(path + "/calls", Self.message)
            #expect(paused["decidedBy"] == "breaker" && paused["verdict"] == "accepted")
            #expect(harness.hookTransport.requests.count == 10)
            #expect(try await client.get(path)["paused"] == true)
            #expect(try await client.get("/metrics").text.contains("herald_hooks_paused 1"))
            harness.hookTransport.answer(200)
            harness.clock.advance(seconds: 2)
            #expect(try await client.post(path + "/calls", Self.message)["decidedBy"] == "hook")
            #expect(try await client.get(path)["paused"] == false)
        }
    }

    @Test func callsAreCountedAndRemembered() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/pre-hook"
            #expect(try await client.get(path + "/calls").status == 404)
            _ = try await client.put(path, Self.url)
            harness.hookTransport.answer(200, #"{"action":"deny"}"#)
            _ = try await client.post(path + "/calls", Self.action)
            harness.hookTransport.answer(302)
            _ = try await client.post(path + "/calls", Self.action)
            let reply = try await client.get(path + "/calls")
            let calls = try #require(reply["data"].array)
            #expect(calls.map { $0["verdict"] } == ["allow", "deny"], "\(reply.text)")
            #expect(calls.map { $0["status"] } == [302, 200])
            #expect(calls.first?["error"]?["code"] == "answer_status")
            #expect(calls.first?["subject"] == "message.shouldCreate")
            #expect(!reply.text.contains("\"hi\""))
            #expect(try await client.get(path + "/calls?limit=1")["data"].array?.count == 1)
            let text = try await client.get("/metrics").text
            #expect(
                text.contains(
                    #"herald_hook_calls_total{kind="pre-hook",verdict="deny",decided_by="hook",shadow="false"} 1"#))
            #expect(text.contains(#"herald_hook_duration_seconds_count{kind="pre-hook"} 2"#))
            _ = try await client.delete(path)
            _ = try await client.put(path, Self.url)
            #expect(try await client.get(path + "/calls")["data"].array?.isEmpty == true)
        }
    }

    @Test(arguments: [
        ("before-message-send", #"{}"#, ["/message", "/user", "/channel"]),
        ("before-message-send", #"{"message":"x","user":{},"channel":{}}"#, ["/message"]),
        ("before-message-send", #"{"message":{},"user":{},"channel":{},"requestInfo":1}"#, ["/requestInfo"]),
        ("before-message-send", #"{"message":{},"user":{},"channel":{},"more":1}"#, ["/more"]),
        ("custom-command", #"{"message":{},"user":{}}"#, ["/command"]),
        ("custom-command", #"{"command":"mml","message":{},"user":{},"formData":[]}"#, ["/formData"]),
        ("pre-hook", #"{"eventName":"","data":{},"actor":{}}"#, ["/eventName"]),
        ("pre-hook", #"{"eventName":"x","data":[],"actor":{}}"#, ["/data"]),
    ])
    func badQuestionsAreNamed(kind: String, body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post("\(network)/hooks/\(kind)/calls", body)
            #expect(reply.status == 422 && reply.pointers == pointers, "\(reply.text)")
        }
    }

    @Test func publishersAskAndReadersLook() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let path = network + "/hooks/before-message-send"
            _ = try await admin.put(path, Self.url)
            for (role, asks, looks) in [("publish", 200, 403), ("read", 403, 200), ("manage", 200, 200)] {
                let client = admin.with(token: try await admin.key(role, network))
                #expect(try await client.post(path + "/calls", Self.message).status == asks)
                #expect(try await client.get(path + "/calls").status == looks)
            }
        }
    }

    @Test func aLongQuestionIsRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let text = String(repeating: "x", count: 256 << 10)
            let reply = try await client.post(
                network + "/hooks/before-message-send/calls",
                #"{"message":{"text":"\#(text)"},"user":{},"channel":{}}"#)
            #expect(reply.status == 413 && reply.code == "body_too_large")
        }
    }
}
