import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@Suite struct PublishingTests {
    @Test func oneEventIsAcceptedForTheWebhooksThatWantIt() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network)
            _ = try await client.webhook(network, #""events":["channel.*"]"#)
            _ = try await client.webhook(network, #""events":["message.*"]"#)
            _ = try await client.webhook(
                network, #""filter":{"path":"/data/channel/channelId","in":["other"]}"#)
            let reply = try await client.post(
                network + "/events", #"{"type":"channel.didCreate","data":{"channel":{"channelId":"c1"}},"id":"e-1"}"#)
            #expect(reply.status == 202)
            #expect(
                reply.text == #"{"events":[{"id":"e-1","type":"channel.didCreate","duplicate":false,"deliveries":2}]}"#)
        }
    }

    @Test func withoutAnIdHeraldGivesOne() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{}}"#)
            let id = try #require(reply["events"].array?.first?["id"]?.string)
            #expect(EventID(id) != nil)
            #expect(try await client.get("\(network)/events/\(id)")["heraldId"] == .string(id))
        }
    }

    @Test(arguments: [nil, "application/json", "application/json; charset=utf-8", "Application/JSON"])
    func arraysAreTaken(type: String?) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/events",
                #" [ {"type":"channel.didCreate","data":{"a":[1,{"b":"],}"}]}} , {"type":"follow.didCreate","data":{}} ] "#,
                type: type)
            #expect(reply.status == 202)
            #expect(reply["events"].array?.map { $0.at("type") } == ["channel.didCreate", "follow.didCreate"])
        }
    }

    @Test(arguments: ["application/x-ndjson", "application/ndjson"])
    func linesAreTaken(type: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let body =
                "{\"type\":\"channel.didCreate\",\"data\":{},\"id\":\"1\"}\r\n\n  \r\n"
                + "{\"type\":\"channel.didCreate\",\"data\":{},\"id\":\"2\"}"
            let reply = try await client.post(network + "/events", body, type: type)
            #expect(reply["events"].array?.map { $0.at("id") } == ["1", "2"])
        }
    }

    @Test func payloadsAreKeptInCanonicalForm() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.post(
                network + "/events",
                #"{"id":"c","type":"channel.didCreate","data": {"b": 1.0, "10": 2, "2": 3, "u": "a\/b \u00e9 🌍"}}"#)
            let text = try await client.get(network + "/events/c").text
            #expect(text.contains(#""data":{"2":3,"10":2,"b":1,"u":"a/b é 🌍"},"#))
        }
    }

    @Test func optionalFieldsAreKept() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/events",
                #"""
                {"type":"channel.didCreate","data":{},"id":"x","orderingKey":"room 1","requestInfo":{"ip":"1.2.3.4"},
                "occurredAt":"2026-01-01T01:00:00+01:00"}
                """#)
            #expect(reply.status == 202)
            let event = try await client.get(network + "/events/x")
            #expect(event["orderingKey"] == "room 1" && event["requestInfo"] == ["ip": "1.2.3.4"])
            #expect(event["occurredAt"] == "2026-01-01T00:00:00.000Z")
            let nulls = try await client.post(
                network + "/events",
                #"{"type":"follow.didCreate","data":{},"id":null,"orderingKey":null,"occurredAt":null,"requestInfo":null}"#
            )
            #expect(nulls.status == 202)
        }
    }

    @Test func theCatalogueSaysWhatKeepsOrder() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.post(
                network + "/events", #"{"type":"channel.didCreate","data":{"channel":{"channelId":"c1"}},"id":"x"}"#)
            #expect(try await client.get(network + "/events/x")["orderingKey"] == "channel:c1")
        }
    }

    @Test func repeatsAreRecognised() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network)
            let path = network + "/events"
            _ = try await client.post(path, #"{"type":"channel.didCreate","data":{"a":1,"b":2},"id":"1"}"#)
            let same = try await client.post(path, #"{ "id":"1", "data":{"a":1.0, "b":2}, "type":"channel.didCreate"}"#)
            #expect(same.status == 202)
            #expect(
                same.text == #"{"events":[{"id":"1","type":"channel.didCreate","duplicate":true,"deliveries":0}]}"#)
            let other = try await client.post(path, #"{"type":"channel.didCreate","data":{"a":2},"id":"1"}"#)
            #expect(other.status == 409 && other.code == "event_id_conflict" && other.pointers == ["/id"])
            let batch = try await client.post(
                path,
                #"[{"type":"channel.didCreate","data":{},"id":"new"},{"type":"channel.didClose","data":{},"id":"1"}]"#)
            #expect(batch.status == 409 && batch.pointers == ["/1/id"])
            #expect(try await client.get(path)["data"].array?.count == 1)
        }
    }

    @Test(arguments: [
        (#"{"data":{}}"#, ["/type"]), (#"{"type":"channel.didCreate"}"#, ["/data"]),
        (#"{"type":5,"data":[]}"#, ["/type", "/data"]), (#"{"type":"","data":{}}"#, ["/type"]),
        (#"{"type":"channel.didCreate","data":"x"}"#, ["/data"]),
        (#"{"type":"channel.didCreate","data":null}"#, ["/data"]),
        (#"{"type":"channel.didCreate","data":{},"id":""}"#, ["/id"]),
        (#"{"type":"channel.didCreate","data":{},"id":"a b"}"#, ["/id"]),
        (#"{"type":"channel.didCreate","data":{},"id":7}"#, ["/id"]),
        (#"{"type":"channel.didCreate","data":{},"orderingKey":""}"#, ["/orderingKey"]),
        (#"{"type":"channel.didCreate","data":{},"occurredAt":"yesterday"}"#, ["/occurredAt"]),
        (#"{"type":"channel.didCreate","data":{},"occurredAt":5}"#, ["/occurredAt"]),
        (#"{"type":"channel.didCreate","data":{},"requestInfo":[]}"#, ["/requestInfo"]),
        (#"{"type":"channel.didCreate","data":{},"payload":{},"a/b":1}"#, ["/payload", "/a~1b"]),
        (#"{"type":"bad type!","data":{}}"#, ["/type"]),
        (#""text""#, [""]), ("[1]", ["/0"]), ("[[]]", ["/0"]),
        (
            #"[{"type":"channel.didCreate","data":{}},{"data":{}},{"type":"follow.didCreate","data":1}]"#,
            ["/1/type", "/2/data"]
        ),
    ])
    func badEventsAreNamedAndNothingIsAccepted(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/events", body)
            #expect(reply.status == 422 && reply.code == "invalid_events" && reply.isProblem)
            #expect(reply.pointers == pointers)
            #expect(try await client.get(network + "/events")["data"] == [])
        }
    }

    @Test(arguments: [
        ("", "application/json", "Line 1, column 1:"), (#"{"type":"x","#, "application/json", "Line 1, column 13:"),
        ("{\n\"type\":\"a\",\n x}", "application/json", "Line 3, column 2:"),
        ("{\"type\":\"a\",\"data\":{}}\n\n{\"type\":}", "application/x-ndjson", "Line 3, column 9:"),
    ])
    func malformedJSONIsLocated(body: String, type: String, place: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/events", body, type: type)
            #expect(reply.status == 400 && reply.code == "malformed_json")
            #expect(reply["detail"].string?.hasPrefix(place) == true, "\(reply.text)")
        }
    }

    @Test(arguments: [("[]", "application/json"), ("\n\n", "application/x-ndjson"), ("", "application/x-ndjson")])
    func emptyBatchesAreRefused(body: String, type: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/events", body, type: type)
            #expect(reply.status == 422 && reply.code == "invalid_events")
        }
    }

    @Test func otherMediaTypesAreRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/events", "<x/>", type: "application/xml")
            #expect(reply.status == 415 && reply.code == "unsupported_media_type")
        }
    }

    @Test func largePayloadsAreRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            func event(_ size: Int) -> String {
                let text = String(repeating: "x", count: size - #"{"t":""}"#.utf8.count)
                return #"{"type":"channel.didCreate","data":{"t":"\#(text)"}}"#
            }
            #expect(try await client.post(network + "/events", event(1 << 20)).status == 202)
            let over = try await client.post(network + "/events", event(1 << 20 + 1))
            #expect(over.status == 413 && over.code == "payload_too_large" && over.pointers == ["/data"])
            let twice = try await client.post(network + "/events", "[\(event(100)),\(event(2 << 20))]")
            #expect(twice.status == 413 && twice.pointers == ["/1/data"])
            #expect(try await client.get(network + "/events")["data"].array?.count == 1)
        }
    }

    @Test func largeBatchesAreRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let event = #"{"type":"channel.didCreate","data":{}}"#
            let spaces = String(repeating: " ", count: 8 << 20)
            let reply = try await client.post(network + "/events", event + spaces)
            #expect(reply.status == 413 && reply.code == "batch_too_large" && reply.isProblem)
            let fits = try await client.post(network + "/events", event + spaces.dropLast(event.utf8.count))
            #expect(fits.status == 202)
        }
    }

    @Test func tooManyEventsAreRefused() async throws {
        let harness = try await Harness(limits: OperationLimits(eventsPerArray: 3, eventsPerStream: 4))
        try await harness.runInNetwork { client, network in
            let event = #"{"type":"channel.didCreate","data":{}}"#
            func array(_ count: Int) -> String {
                "[" + Array(repeating: event, count: count).joined(separator: ",") + "]"
            }
            func lines(_ count: Int) -> String { Array(repeating: event, count: count).joined(separator: "\n") }
            #expect(try await client.post(network + "/events", array(3)).status == 202)
            #expect(try await client.post(network + "/events", array(4)).code == "too_many_events")
            #expect(try await client.post(network + "/events", lines(4), type: "application/x-ndjson").status == 202)
            let over = try await client.post(network + "/events", lines(5), type: "application/x-ndjson")
            #expect(over.status == 422 && over.code == "too_many_events")
        }
    }

    @Test func strictNetworksRefuseUnknownAndWithdrawnTypes() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork(#""validation":"strict""#) { client, network in
            let unknown = try await client.post(network + "/events", #"{"type":"mesage.didCreate","data":{}}"#)
            #expect(unknown.status == 422 && unknown.code == "unknown_event_type" && unknown.pointers == ["/type"])
            #expect(unknown["errors"].array?.first?["suggestions"]?.array?.first == "message.didCreate")
            #expect(unknown["detail"].string?.contains("message.didCreate") == true)
            let withdrawn = try await client.post(network + "/events", #"[{"type":"message.created","data":{}}]"#)
            #expect(withdrawn.status == 422 && withdrawn.pointers == ["/0/type"])
            let good = try await client.post(network + "/events", #"{"type":"message.didCreate","data":{}}"#)
            #expect(good.status == 202)
        }
    }

    @Test func warningNetworksMarkThem() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network, #""events":["v3.post.didCreate"]"#)
            let unknown = try await client.post(network + "/events", #"{"type":"mesage.didCreate","data":{},"id":"1"}"#)
            #expect(unknown.status == 202)
            let notice = try #require(unknown["events"].array?.first?["notice"]?.string)
            #expect(notice.contains("message.didCreate"))
            #expect(try await client.get(network + "/events/1")["notice"] == .string(notice))
            let alias = try await client.post(network + "/events", #"{"type":"post.didCreate","data":{}}"#)
            #expect(alias["events"].array?.first?["type"] == "v3.post.didCreate")
            #expect(alias["events"].array?.first?["deliveries"] == 1)
        }
    }

    @Test func otherNetworksTakeThemSilently() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork(#""validation":"off""#) { client, network in
            let reply = try await client.post(network + "/events", #"{"type":"my.own.type","data":{},"id":"1"}"#)
            #expect(reply.status == 202 && reply["events"].array?.first?["notice"] == nil)
            #expect(try await client.get(network + "/events/1")["notice"] == .null)
        }
    }

    @Test(arguments: [
        (BacklogLimits(perNetwork: BacklogSize(deliveries: 2, bytes: 1000)), "backlog_full"),
        (BacklogLimits(perNetwork: BacklogSize(deliveries: 1000, bytes: 5)), "backlog_full"),
        (BacklogLimits(total: BacklogSize(deliveries: 2, bytes: 1000)), "server_backlog_full"),
        (BacklogLimits(total: BacklogSize(deliveries: 1000, bytes: 5)), "server_backlog_full"),
    ])
    func aFullBacklogIsToldAndRecovers(limits: BacklogLimits, code: String) async throws {
        let harness = try await Harness(backlog: limits)
        try await harness.runInNetwork { client, network in
            let webhook = try #require(WebhookID(try await client.webhook(network)))
            let line = #"{"type":"channel.didCreate","data":{}}"#
            let tooMany = try await client.post(network + "/events", "[\(line),\(line),\(line)]")
            #expect(tooMany.status == 429 && tooMany.isProblem && tooMany.code == code)
            #expect(tooMany.headers[.retryAfter] == "5")
            #expect(try await client.get(network + "/events")["data"].array?.isEmpty == true)

            #expect(try await client.post(network + "/events", "[\(line),\(line)]").status == 202)
            let full = try await client.post(network + "/events", line)
            #expect(full.status == 429 && full.code == code && full.headers[.retryAfter] == "5")
            #expect(try await client.get(network + "/events")["data"].array?.count == 2)

            let owed = try #require(try await harness.store.owed(to: webhook, after: nil, limit: 1).first)
            let attempt = Attempt(
                number: 1, startedAt: harness.clock.now, durationMicroseconds: 1, status: 200, error: nil)
            try await harness.store.settle([
                Settlement(
                    deliveryID: owed.id, webhookID: webhook, payloadBytes: owed.event.data.count, attempt: attempt,
                    decision: .delivered)
            ])
            #expect(try await client.post(network + "/events", line).status == 202)
            #expect(try await client.post(network + "/events", line).code == code)
        }
    }

    @Test(arguments: [
        (StoreError.full, 503, "store_full"), (.overloaded, 503, "overloaded"), (.backlogFull, 429, "backlog_full"),
        (.backlogBytesFull, 429, "backlog_full"), (.serverBacklogFull, 429, "server_backlog_full"),
        (.serverBacklogBytesFull, 429, "server_backlog_full"),
        (.closed, 503, "store_unavailable"), (.failed("disk"), 503, "store_unavailable"),
    ])
    func everyRefusalOfTheStoreSaysWhenToComeBack(error: StoreError, status: Int, code: String) {
        let refusal = OperationError.from(error)
        #expect(refusal.kind.status == status && refusal.code == code && refusal.retryAfter != nil)
    }
}
