import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HummingbirdTesting
import Testing

@Suite struct ConsumerRouteTests {
    @Test func aConsumerIsCreatedChangedShownAndRemoved() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker-1.a_b"
            #expect(try await client.get(path).status == 404)
            let created = try await client.put(
                path,
                #"{"events":["channel.*","chanel.didCreate"],"ordering":"key","maxAttempts":3,"leaseSeconds":5,"#
                    + #""filter":{"path":"/data/n","in":[1]},"retentionHoldSeconds":60,"startAt":"beginning"}"#)
            #expect(created.status == 201, "\(created.text)")
            #expect(created["warnings"].array?.count == 1)
            #expect(created["ordering"] == "key" && created["maxAttempts"] == 3 && created["leaseSeconds"] == 5)
            #expect(created["lag"] == 0 && created["position"] == .null && created["maxOutstanding"] == 10_000)
            let changed = try await client.put(path, #"{"maxAttempts":null,"filter":null}"#)
            #expect(changed.status == 200 && changed["maxAttempts"] == 10 && changed["filter"] == .null)
            #expect(changed["ordering"] == "key" && changed["leaseSeconds"] == 5)
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{"n":1}}"#)
            let shown = try await client.get(path)
            #expect(shown["lag"] == 1 && shown["lagIsMore"] == false && shown["oldestAgeMs"] == 0)
            #expect(try await client.get(network + "/consumers")["data"].array?.count == 1)
            let metrics = try await client.get("/metrics").text
            #expect(metrics.contains(#"consumer="worker-1.a_b"} 1"#))
            #expect(try await client.delete(path).status == 204)
            #expect(try await client.delete(path).status == 404)
            #expect(try await client.post(path + "/lease").status == 404)
        }
    }

    @Test(arguments: [
        ("bad%20name", "{}", 400, nil), ("..", "{}", 400, nil), ("w", #"{"maxAttempts":0}"#, 422, "/maxAttempts"),
        ("w", #"{"leaseSeconds":3601}"#, 422, "/leaseSeconds"), ("w", #"{"startAt":"soon"}"#, 422, "/startAt"),
        ("w", #"{"ordering":"strict"}"#, 422, "/ordering"), ("w", #"{"events":[]}"#, 422, "/events"),
        ("w", #"{"nonsense":1}"#, 422, "/nonsense"),
    ])
    func badSettingsAreNamed(name: String, body: String, status: Int, pointer: String?) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.put(network + "/consumers/" + name, body)
            #expect(reply.status == status, "\(reply.text)")
            #expect(reply.pointers == (pointer.map { [$0] } ?? []))
        }
    }

    @Test func eventsAreLeasedAcknowledgedReturnedAndExtended() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            _ = try await client.put(path, #"{"maxAttempts":2}"#)
            try await client.publish(4, to: network)
            let batch = try await client.post(path + "/lease", #"{"max":3}"#)
            #expect(batch.status == 200, "\(batch.text)")
            let events = try #require(batch["events"].array)
            #expect(events.map { $0.at("data").at("n") } == [0, 1, 2])
            #expect(events.allSatisfy { $0.at("attempt") == 1 && $0.at("type") == "channel.didCreate" })
            let tokens = events.compactMap { $0.at("leaseToken").string }
            let acked = try await client.post(path + "/ack", #"{"tokens":["\#(tokens[0])","nonsense"]}"#)
            #expect(acked.statuses == ["acked", "unknown"])
            let back = try await client.post(
                path + "/nack", #"{"tokens":["\#(tokens[1])"],"delayMs":1000,"reason":"later"}"#)
            #expect(back.statuses == ["waiting"])
            let longer = try await client.post(path + "/extend", #"{"tokens":["\#(tokens[2])"],"leaseSeconds":90}"#)
            #expect(longer.statuses == ["extended"])
            harness.clock.advance(seconds: 60)
            let again = try await client.post(path + "/lease")
            #expect(again["events"].array?.map { $0.at("data").at("n") } == [1, 3])
            #expect(again["events"].array?.first?["attempt"] == 2)
            let stale = try await client.post(path + "/ack", #"{"tokens":["\#(tokens[1])"]}"#)
            #expect(stale.statuses == ["expired"])
            let token = try #require(again["events"].array?.first?["leaseToken"]?.string)
            let dead = try await client.post(path + "/nack", #"{"tokens":["\#(token)"],"reason":"never"}"#)
            #expect(dead.statuses == ["dead"])
            let state = try await client.get(path)
            #expect(state["leased"] == 2 && state["waiting"] == 0 && state["dead"] == 1 && state["lag"] == 0)
        }
    }

    @Test func deadLettersAreListedRequeuedAndDropped() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            _ = try await client.put(path, #"{"maxAttempts":1}"#)
            try await client.publish(3, to: network)
            let events = try #require(try await client.post(path + "/lease")["events"].array)
            let tokens = JSONValue.array(events.map { $0.at("leaseToken") }).encodedString
            _ = try await client.post(path + "/nack", #"{"tokens":\#(tokens),"reason":"no"}"#)
            let first = try await client.get(path + "/dead?limit=2")
            #expect(first["data"].array?.map { $0.at("data").at("n") } == [2, 1])
            #expect(first["data"].array?.allSatisfy { $0.at("reason") == "no" && $0.at("attempts") == 1 } == true)
            let cursor = try #require(first["nextCursor"].string)
            let second = try await client.get(path + "/dead?limit=2&cursor=\(cursor)")
            #expect(second["data"].array?.count == 1 && second["nextCursor"] == .null)
            let ids = events.compactMap { $0.at("heraldId").string }
            #expect(try await client.post(path + "/dead/requeue", "{}").pointers == ["/events"])
            let one = try await client.post(path + "/dead/requeue", #"{"events":["\#(ids[0])"]}"#)
            #expect(one["requeued"] == 1, "\(one.text)")
            #expect(try await client.delete(path + "/dead/\(ids[0])").status == 404)
            #expect(try await client.delete(path + "/dead/\(ids[1])")["dropped"] == 1)
            #expect(try await client.delete(path + "/dead")["dropped"] == 1)
            let left = try await client.post(path + "/lease")
            #expect(left["events"].array?.map { $0.at("data").at("n") } == [0])
        }
    }

    @Test func aSeekBringsEventsBack() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            try await client.publish(2, to: network)
            _ = try await client.put(path, "{}")
            #expect(try await client.post(path + "/lease")["events"] == [])
            let moved = try await client.post(path + "/seek", #"{"to":"beginning"}"#)
            #expect(moved.status == 200 && moved["lag"] == 2, "\(moved.text)")
            #expect(try await client.post(path + "/lease")["events"].array?.count == 2)
            #expect(try await client.post(path + "/seek", #"{"to":"end"}"#)["leased"] == 0)
            #expect(try await client.post(path + "/lease")["events"] == [])
            #expect(try await client.post(path + "/seek", #"{"to":"now"}"#).pointers == ["/to"])
        }
    }

    @Test(arguments: [("read", 403, 200), ("publish", 403, 403), ("consume", 200, 200), ("manage", 200, 200)])
    func takingEventsNeedsARoleOfItsOwn(role: String, takes: Int, looks: Int) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let path = network + "/consumers/worker"
            _ = try await admin.put(path, "{}")
            let client = admin.with(token: try await admin.key(role, network))
            #expect(try await client.post(path + "/lease").status == takes)
            #expect(try await client.get(path).status == looks)
            #expect(try await client.delete(path).status == (role == "manage" ? 204 : 403))
        }
    }

    @Test func aCallThatWaitsIsAnsweredByTheNextEvent() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            _ = try await client.put(path, "{}")
            let connection = try await RawConnection(port: try #require(client.test.port))
            try await connection.send(Self.waitingLease(path))
            let id = try #require(NetworkID(String(network.split(separator: "/").last ?? "")))
            try await until { harness.operations.consumers.waitingCalls(of: id) == 1 }
            try await client.publish(1, to: network)
            let answer = try #require(try await connection.answers(1).first)
            #expect(answer.status == 200 && answer.body.contains(#""n":0"#), "\(answer.body)")
            #expect(harness.operations.consumers.waitingCalls(of: id) == 0)
            await connection.close()
        }
    }

    @Test func aClientThatLeavesIsHandedNothing() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            _ = try await client.put(path, "{}")
            let id = try #require(NetworkID(String(network.split(separator: "/").last ?? "")))
            let connection = try await RawConnection(port: try #require(client.test.port))
            try await connection.send(Self.waitingLease(path))
            try await until { harness.operations.consumers.waitingCalls(of: id) == 1 }
            await connection.close()
            try await until { harness.operations.consumers.waitingCalls(of: id) == 0 }
            try await client.publish(1, to: network)
            let lease = try await client.post(path + "/lease")
            #expect(lease.text.contains(#""attempt":1"#) && lease.text.contains(#""n":0"#), "\(lease.text)")
        }
    }

    @Test func onlySoManyCallsMayWait() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/consumers/worker"
            _ = try await client.put(path, "{}")
            let id = try #require(NetworkID(String(network.split(separator: "/").last ?? "")))
            let port = try #require(client.test.port)
            var connections: [RawConnection] = []
            for _ in 0..<Consumers.pollsPerNetwork {
                let connection = try await RawConnection(port: port)
                try await connection.send(Self.waitingLease(path))
                connections.append(connection)
            }
            try await until { harness.operations.consumers.waitingCalls(of: id) == Consumers.pollsPerNetwork }
            let refused = try await client.post(path + "/lease", #"{"waitMs":30000}"#)
            #expect(refused.status == 429 && refused.code == "too_many_polls")
            #expect(refused.headers[.retryAfter] == "1")
            try await client.publish(1, to: network)
            try await until { harness.operations.consumers.waitingCalls(of: id) < Consumers.pollsPerNetwork }
            for connection in connections { await connection.close() }
        }
    }

    private static func waitingLease(_ path: String) -> [UInt8] {
        let body = #"{"waitMs":30000}"#
        return Array(
            """
            POST \(path)/lease HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(Harness.adminKey)\r\n\
            Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
            """.utf8)
    }

    /// Waits for what another task does; the test's own limit ends it.
    private func until(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(2)) }
    }
}

extension Client {
    fileprivate func publish(_ count: Int, to network: String) async throws {
        for number in 0..<count {
            let reply = try await post(network + "/events", #"{"type":"channel.didCreate","data":{"n":\#(number)}}"#)
            #expect(reply.status == 202, "\(reply.text)")
        }
    }
}

extension Reply {
    /// What became of the tokens of a request.
    fileprivate var statuses: [String] { self["results"].array?.compactMap { $0.at("status").string } ?? [] }
}
