import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@Suite struct EventRouteTests {
    @Test func listsAreFilteredAndPaged() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            for number in 1...3 {
                _ = try await client.post(
                    network + "/events",
                    #"{"type":"channel.didCreate","data":{"n":\#(number)},"id":"c\#(number)","#
                        + #""orderingKey":"k\#(number)"}"#)
                harness.clock.advance(seconds: 60)
            }
            _ = try await client.post(
                network + "/events", #"{"type":"follow.didCreate","data":{"word":"é/x"},"id":"f"}"#)
            let rows: [(query: String, ids: [JSONValue])] = [
                ("", ["f", "c3", "c2", "c1"]), ("?type=channel.*", ["c3", "c2", "c1"]),
                ("?type=follow.didCreate,channel.didClose", ["f"]),
                ("?type=follow.*&type=channel.*", ["f", "c3", "c2", "c1"]),
                ("?since=2026-01-02T03:05:05.678Z", ["f", "c3", "c2"]), ("?until=2026-01-02T03:05:05.678Z", ["c1"]),
                ("?since=2026-01-02T04:05:05.678%2B01:00&until=2026-01-02T04:06:05.678+01:00", ["c2"]),
                ("?orderingKey=k2", ["c2"]), ("?q=%C3%A9/x", ["f"]), ("?q=nothing", []),
            ]
            for row in rows {
                let reply = try await client.get(network + "/events" + row.query)
                #expect(reply["data"].array?.map { $0.at("id") } == row.ids, "\(row.query)")
            }
            let first = try await client.get(network + "/events?limit=3")
            let cursor = try #require(first["nextCursor"].string)
            let second = try await client.get(network + "/events?limit=3&cursor=\(cursor)")
            #expect(second["data"].array?.map { $0.at("id") } == ["c1"] && second["nextCursor"] == .null)
            let exact = try await client.get(network + "/events?limit=4")
            #expect(exact["nextCursor"] == .null)
            for query in ["since=x", "type=a*b", "cursor=dlv_0000000000001"] {
                #expect(try await client.get(network + "/events?" + query).code == "invalid_parameter")
            }
        }
    }

    @Test func aSearchThatTakesLongGoesOnByItsCursor() async throws {
        let harness = try await Harness(limits: OperationLimits(search: SearchBound(rows: 2)))
        try await harness.runInNetwork { client, network in
            for number in 1...5 {
                _ = try await client.post(
                    network + "/events", #"{"type":"channel.didCreate","data":{"n":\#(number)},"id":"c\#(number)"}"#)
            }
            var found: [[JSONValue]] = []
            var cursor: String?
            repeat {
                let path = network + "/events?q=%22n%22:2" + (cursor.map { "&cursor=" + $0 } ?? "")
                let reply = try await client.get(path)
                found.append(reply["data"].array?.map { $0.at("id") } ?? [])
                cursor = reply["nextCursor"].string
            } while cursor != nil && found.count < 9
            #expect(found == [[], ["c2"], []])
        }
    }

    @Test func anEventSaysWhoGotItAndWhyOthersDidNot() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let got = try await client.webhook(network)
            let pattern = try await client.webhook(network, #""events":["message.*"]"#)
            let filter = try await client.webhook(network, #""filter":{"path":"/data/a","in":[2]}"#)
            let gone = try await client.webhook(network)
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{"a":1},"id":"e/1"}"#)
            harness.clock.advance(seconds: 1)
            let later = try await client.webhook(network)
            let changed = try await client.webhook(network, #""events":["message.*"]"#)
            _ = try await client.delete("\(network)/webhooks/\(gone)")
            _ = changed
            let event = try await client.get(network + "/events/e%2F1")
            #expect(event.status == 200 && event["data"] == ["a": 1])
            let deliveries = try #require(event["deliveries"].array)
            #expect(deliveries.map { $0.at("webhookId") } == [.string(got), .string(gone)])
            #expect(deliveries.map { $0.at("status") } == ["pending", "skipped"])
            let missed = try #require(event["missed"].array)
            #expect(
                missed.map { [$0.at("webhookId"), $0.at("reason")] } == [
                    [.string(pattern), "pattern_mismatch"], [.string(filter), "filter_mismatch"],
                    [.string(later), "created_later"], [.string(changed), "created_later"],
                ])
            #expect(missed.allSatisfy { $0.at("detail").string?.isEmpty == false })
            _ = try await client.patch("\(network)/webhooks/\(pattern)", #"{"events":["*"]}"#)
            let again = try await client.get(network + "/events/e%2F1")
            #expect(again["missed"].array?.first?["reason"] == "changed_later")
            let own = try #require(event["heraldId"].string)
            #expect(try await client.get("\(network)/events/\(own)")["id"] == "e/1")
            #expect(try await client.get("\(network)/events/none").status == 404)
        }
    }

    @Test func theStreamResumesAfterAnEvent() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            for number in 1...4 {
                let type = number == 3 ? "follow.didCreate" : "channel.didCreate"
                _ = try await client.post(
                    network + "/events", #"{"type":"\#(type)","data":{"n":\#(number)},"id":"\#(number)"}"#)
            }
            let first = try #require(try await client.get(network + "/events/1")["heraldId"].string)
            let name = try #require(HTTPField.Name("last-event-id"))
            let reply = try await client.call(
                .get, network + "/events/stream?limit=2&type=channel.*", headers: [name: first])
            #expect(reply.status == 200 && reply.headers[.contentType] == "text/event-stream; charset=utf-8")
            let frames = reply.text.split(separator: "\n\n").filter { !$0.hasPrefix(":") }
            #expect(frames.count == 2)
            let lines = frames.map { $0.split(separator: "\n") }
            #expect(lines.map { $0[1] } == ["event: channel.didCreate", "event: channel.didCreate"])
            let data = try lines.map { try JSONValue(parsing: $0[2].dropFirst("data: ".count)) }
            #expect(data.map { $0.at("id") } == ["2", "4"])
            #expect(lines.map { $0[0] } == data.map { "id: \($0.at("heraldId").string ?? "")" })
        }
    }

    @Test func theStreamWaitsForWhatComes() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{},"id":"old"}"#)
            let id = try #require(NetworkID(network.dropFirst("/v1/networks/".count)))
            try await withThrowingTaskGroup(of: Reply.self) { group in
                group.addTask { try await client.get(network + "/events/stream?limit=1") }
                while harness.operations.notifier.listenerCount(of: id) == 0 { await Task.yield() }
                // The client has one connection, and the stream is on it.
                _ = try await harness.operations.publishing.publish(
                    Array(#"{"type":"channel.didCreate","data":{},"id":"new"}"#.utf8), to: id)
                let reply = try #require(try await group.next())
                #expect(reply.text.contains(#""id":"new""#) && !reply.text.contains(#""id":"old""#))
            }
            #expect(harness.operations.notifier.listenerCount(of: id) == 0)
        }
    }

    @Test func badPlacesInTheStreamAreRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.get(network + "/events/stream?lastEventId=5")
            #expect(reply.status == 400 && reply.code == "invalid_parameter")
        }
    }
}
