import HTTPTypes
import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@Suite struct WebhookRouteTests {
    @Test func creationAnswersTheWholeWebhookWithItsSecret() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/webhooks",
                #"""
                {"url":"https://receiver.example/hook?x=1","events":["channel.*","message.didCreate"],"secret":"s e c",
                "description":"d","ordering":"key","timeoutMs":2000,"retry":{"policy":"schedule","delaysMs":[1,2]},
                "headers":{"X-Team":"a"},"rateLimitPerSecond":10,"maxConcurrency":4,"legacySignature":true,
                "filter":{"all":[{"path":"/data/channel/channelId","in":["a"]},{"not":{"path":"/event","prefix":"x"}}]}}
                """#)
            #expect(reply.status == 201)
            var object = try #require(reply.json.object)
            let id = try #require(object["id"]?.string)
            object["id"] = nil
            #expect(
                JSONValue.object(object) == [
                    "networkId": .string(String(network.dropFirst("/v1/networks/".count))),
                    "url": "https://receiver.example/hook?x=1", "events": ["channel.*", "message.didCreate"],
                    "filter": [
                        "all": [
                            ["path": "/data/channel/channelId", "in": ["a"]],
                            ["not": ["path": "/event", "prefix": "x"]],
                        ]
                    ],
                    "dialect": .null, "description": "d", "ordering": "key", "timeoutMs": 2000,
                    "retry": ["policy": "schedule", "delaysMs": [1, 2]], "headers": ["X-Team": "a"],
                    "rateLimitPerSecond": 10, "maxConcurrency": 4, "legacySignature": true, "resign": false,
                    "includeMembers": false,
                    "includeUnreadCount": false, "compression": "none", "tls": .null, "paused": false,
                    "unresolved": false, "signedWith": "webhook", "publicKey": .null, "secretHint": .null,
                    "previousSecrets": [],
                    "createdAt": "2026-01-02T03:04:05.678Z", "updatedAt": "2026-01-02T03:04:05.678Z",
                    "secret": "s e c", "warnings": [],
                ])
            let lane = try #require(WebhookID(id).flatMap { harness.engine.lanes[$0] })
            #expect(lane.secrets.map(\.value) == ["s e c"])
            let shown = try await client.get("\(network)/webhooks/\(id)")
            #expect(shown.json["secret"] == nil && shown["ordering"] == "key")
        }
    }

    @Test func secretsAreGeneratedAndShownOnce() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let first = try await client.post(network + "/webhooks", #"{"url":"http://a.example"}"#)
            let second = try await client.post(network + "/webhooks", #"{"url":"http://a.example"}"#)
            let secret = try #require(first["secret"].string)
            #expect(secret.hasPrefix("whsec_") && secret.utf8.count == 50)
            #expect(second["secret"].string != secret)
            #expect(first["events"] == ["*"])
            let list = try await client.get(network + "/webhooks")
            #expect(list["data"].array?.count == 2 && list["nextCursor"] == .null)
            #expect(!list.text.contains(secret))
            #expect(list["data"].array?.first?["secretHint"] == .string("…" + secret.suffix(4)))
        }
    }

    @Test func theEleventhIsRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            for _ in 1...10 { _ = try await client.webhook(network) }
            let reply = try await client.post(network + "/webhooks", #"{"url":"https://a.example/"}"#)
            #expect(reply.status == 409 && reply.code == "webhook_limit_reached")
            #expect(try await client.get(network + "/webhooks")["data"].array?.count == 10)
            #expect(harness.engine.lanes.count == 10)
        }
    }

    @Test(arguments: [
        "ftp://a.example/", "https://", "https:///path", "https://user:pass@a.example/", "a.example/hook",
        "https://a.example:99999/", "https://a b.example/", "",
    ])
    func badURLsAreRefused(url: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/webhooks", #"{"url":"\#(url)"}"#)
            #expect(reply.status == 422 && reply.pointers == ["/url"])
            #expect(!reply.text.contains("pass"))
        }
    }

    @Test func hugeURLsAreRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let url = "https://a.example/" + String(repeating: "x", count: 300_000)
            let reply = try await client.post(network + "/webhooks", #"{"url":"\#(url)"}"#)
            #expect(reply.status == 422 && reply.pointers == ["/url"] && reply.bytes.count < 1000)
            let twice = String(repeating: url, count: 4)
            let larger = try await client.post(network + "/webhooks", #"{"url":"\#(twice)"}"#)
            #expect(larger.status == 413 && larger.code == "body_too_large")
        }
    }

    @Test func forbiddenAddressesAreRefusedAndUnresolvedOnesMarked() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            for host in ["internal.example", "127.0.0.1:8080"] {
                let reply = try await client.post(network + "/webhooks", #"{"url":"http://\#(host)/"}"#)
                #expect(reply.status == 422 && reply.code == "forbidden_address" && reply.pointers == ["/url"])
            }
            let unresolved = try await client.post(network + "/webhooks", #"{"url":"https://nowhere.example/"}"#)
            #expect(unresolved.status == 201 && unresolved["unresolved"] == true)
            let id = try #require(unresolved["id"].string)
            let path = "\(network)/webhooks/\(id)"
            let moved = try await client.patch(path, #"{"url":"https://internal.example/"}"#)
            #expect(moved.status == 422 && moved.code == "forbidden_address")
            let good = try await client.patch(path, #"{"url":"https://good.example/"}"#)
            #expect(good.status == 200 && good["unresolved"] == false)
        }
    }

    @Test(arguments: [
        (#""events":[]"#, "/events"), (#""events":["a*b"]"#, "/events/0"), (#""events":"*""#, "/events"),
        (#""filter":{"path":"/user","in":["a"]}"#, "/filter/path"), (#""filter":{"any":[]}"#, "/filter/any"),
        (#""filter":{"all":[{"path":"x","prefix":"y"}]}"#, "/filter/all/0/path"),
        (#""filter":{"path":"/data","in":[1],"prefix":"x"}"#, "/filter"),
        (#""ordering":"random""#, "/ordering"), (#""timeoutMs":99"#, "/timeoutMs"),
        (#""timeoutMs":30001"#, "/timeoutMs"), (#""timeoutMs":1.5"#, "/timeoutMs"),
        (#""retry":{"policy":"never"}"#, "/retry/policy"), (#""retry":{"policy":"schedule"}"#, "/retry/delaysMs"),
        (#""retry":{"policy":"durable","delaysMs":[1]}"#, "/retry/delaysMs"),
        (#""retry":{"policy":"schedule","delaysMs":[1,86400001]}"#, "/retry/delaysMs/1"),
        (#""headers":{"Content-Length":"1"}"#, "/headers/Content-Length"),
        (#""headers":{"X-Amity-Signature":"1"}"#, "/headers/X-Amity-Signature"),
        (#""headers":{"a b":"1"}"#, "/headers/a b"), (#""headers":{"x":"a\r\nb"}"#, "/headers/x"),
        (#""headers":{"x":1}"#, "/headers/x"), (#""rateLimitPerSecond":0"#, "/rateLimitPerSecond"),
        (#""maxConcurrency":1001"#, "/maxConcurrency"), (#""legacySignature":"yes""#, "/legacySignature"),
        (#""secret":"""#, "/secret"), (#""unknown":1"#, "/unknown"),
    ])
    func badSettingsAreNamed(setting: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/webhooks", #"{"url":"https://a.example/",\#(setting)}"#)
            #expect(reply.status == 422 && reply.code == "invalid_fields")
            #expect(reply.pointers == [pointer])
        }
    }

    @Test func everyFaultIsNamedAtOnce() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/webhooks", #"{"events":["a*b","*","*x"],"timeoutMs":1,"what":2}"#)
            #expect(reply.pointers == ["/url", "/events/0", "/events/2", "/timeoutMs", "/what"])
            #expect(try await client.get(network + "/webhooks")["data"] == [])
        }
    }

    @Test func unknownNamesWarnAndAliasesAreResolved() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/webhooks",
                #"{"url":"https://a.example/","events":["mesage.didCreate","post.didCreate","channel.*","nope.*"]}"#)
            #expect(reply.status == 201)
            #expect(reply["events"] == ["mesage.didCreate", "v3.post.didCreate", "channel.*", "nope.*"])
            let warnings = try #require(reply["warnings"].array)
            #expect(warnings.compactMap { $0["pointer"]?.string } == ["/events/0", "/events/1", "/events/3"])
            #expect(warnings.first?["suggestions"]?.array?.first == "message.didCreate")
            #expect(warnings.dropFirst().first?["suggestions"] == ["v3.post.didCreate"])
        }
    }

    @Test func patchChangesOnlyWhatItNamesAndNullClears() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(
                network,
                #""events":["channel.*"],"timeoutMs":500,"description":"d","rateLimitPerSecond":5,"ordering":"strict","#
                    + #""filter":{"path":"/data/a","in":[1]},"headers":{"x":"y"},"retry":{"policy":"vendor"}"#)
            let path = "\(network)/webhooks/\(id)"
            let one = try await client.patch(path, #"{"timeoutMs":900}"#)
            #expect(one["timeoutMs"] == 900 && one["description"] == "d" && one["events"] == ["channel.*"])
            #expect(one.json["secret"] == nil)
            let cleared = try await client.patch(
                path,
                #"{"timeoutMs":null,"description":null,"rateLimitPerSecond":null,"ordering":null,"filter":null,"#
                    + #""headers":null,"retry":null,"events":null}"#)
            #expect(cleared.status == 200)
            for key in ["timeoutMs", "rateLimitPerSecond", "filter"] { #expect(cleared[key] == .null) }
            #expect(cleared["description"] == "" && cleared["ordering"] == "none" && cleared["headers"] == [:])
            #expect(cleared["retry"] == ["policy": "durable"] && cleared["events"] == ["*"])
            for body in [#"{"url":null}"#, #"{"secret":"x"}"#, #"{"paused":true}"#, #"{"id":"x"}"#] {
                #expect(try await client.patch(path, body).status == 422)
            }
            #expect(harness.engine.lanes.values.first?.timeoutMilliseconds == nil)
        }
    }

    @Test func rotationKeepsTheOldSecretForAWhile() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(network, #""secret":"first""#)
            let path = "\(network)/webhooks/\(id)/rotate-secret"
            let usual = try await client.post(path, #"{"overlapSeconds":86400}"#)
            let second = try #require(usual["secret"].string)
            #expect(usual["previousSecrets"].array?.first?["expiresAt"] == "2026-01-03T03:04:05.678Z")
            let short = try await client.post(path, #"{"overlapSeconds":60}"#)
            let lane = try #require(WebhookID(id).flatMap { harness.engine.lanes[$0] })
            #expect(lane.secrets.map(\.value) == [short["secret"].string, second, "first"])
            #expect(lane.secrets.last?.expiresAt == harness.clock.now.advanced(byMilliseconds: 60_000))
            let none = try await client.post(path)
            #expect(none["previousSecrets"] == [], "without an overlap the new secret signs at once")
            for body in [#"{"overlapSeconds":-1}"#, #"{"overlapSeconds":604801}"#, #"{"overlap":1}"#] {
                #expect(try await client.post(path, body).status == 422)
            }
        }
    }

    @Test func aSecretIsRevealedToWhoMayChangeTheWebhook() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(network, #""secret":"first""#)
            let path = "\(network)/webhooks/\(id)"
            _ = try await client.post(path + "/rotate-secret", #"{"overlapSeconds":60}"#)
            let answer = try await client.get(path + "/secret")
            let secrets = answer["secrets"].array ?? []
            #expect(secrets.count == 2 && secrets[1]["secret"] == "first" && secrets[0]["expiresAt"] == .null)
            #expect(answer["signedWith"] == "webhook")
            harness.clock.advance(seconds: 61)
            #expect(try await client.get(path + "/secret")["secrets"].array?.count == 1)
        }
    }

    @Test func pausingAndDeletingReachTheEngine() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(network)
            let path = "\(network)/webhooks/\(id)"
            #expect(try await client.post(path + "/pause")["paused"] == true)
            #expect(harness.engine.lanes.values.first?.isPaused == true)
            #expect(try await client.post(path + "/resume")["paused"] == false)
            #expect(harness.engine.lanes.values.first?.isPaused == false)
            #expect(try await client.delete(path).status == 204)
            #expect(harness.engine.lanes.isEmpty)
            let (shown, deleted) = (try await client.get(path), try await client.delete(path))
            for reply in [shown, deleted, try await client.post(path + "/pause")] {
                #expect(reply.status == 404 && reply.code == "not_found")
            }
        }
    }

    @Test func theTestCallSendsASample() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(network, #""events":["v3.post.*"]"#)
            let path = "\(network)/webhooks/\(id)/test"
            let own = try await client.post(path)
            #expect(own.status == 200 && own["success"] == true && own["type"] == "v3.post.didCreate")
            #expect(own["attempt"].at("status") == 204)
            #expect(own["attempt"].at("durationMs") == .number(.init(validated: "12.345")))
            #expect(own["attempt"].at("responseHeaders") == ["server": "test", "x-a": "1, 2"])
            _ = try await client.post(path, #"{"type":"channel.didCreate"}"#)
            _ = try await client.post(path, #"{"type":"post.didUpdate"}"#)
            #expect(harness.engine.probed == ["v3.post.didCreate", "channel.didCreate", "v3.post.didUpdate"])
            let unknown = try await client.post(path, #"{"type":"channel.didCreat"}"#)
            #expect(unknown.status == 422 && unknown.pointers == ["/type"])
        }
    }

    @Test func aWebhookTheEngineRefusesIsNotKept() async throws {
        let harness = try await Harness()
        harness.engine.refuse(EndpointError("It cannot be sent to."))
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/webhooks", #"{"url":"https://a.example/"}"#)
            #expect(reply.status == 422 && reply.code == "unusable_webhook")
            #expect(try await client.get(network + "/webhooks")["data"] == [])
            #expect(try await harness.store.webhooks().isEmpty)
        }
    }

    @Test func webhooksTellHowTheirReceiversDo() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try await client.webhook(network)
            let one = try await client.get("\(network)/webhooks/\(id)")
            #expect(
                one["health"] == [
                    "state": "failing", "since": "2026-01-02T03:03:20.000Z", "consecutiveFailures": 12,
                    "nextProbeAt": "2026-01-02T03:04:10.000Z", "lastStatus": .null, "lastError": "timeout",
                    "heldUntil": .null, "concurrency": 4,
                ])
            let all = try await client.get("\(network)/webhooks")
            #expect(all["data"].array?.first?["health"] == one["health"])
        }
    }
}
