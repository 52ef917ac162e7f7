import HTTPTypes
import HeraldJSON
import Testing

@Suite struct NetworkRouteTests {
    @Test func aNetworkLivesItsLife() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let created = try await client.post(
                "/v1/networks", #"{"name":"Demo","dialect":"socialplus","region":"eu"}"#)
            #expect(created.status == 201)
            let id = try #require(created["id"].string)
            #expect(id.hasPrefix("net_"))
            #expect(created["credentials"] == [:])
            #expect(created["createdAt"] == "2026-01-02T03:04:05.678Z")
            let shown = try await client.get("/v1/networks/\(id)")
            #expect(
                shown.json == [
                    "id": .string(id), "name": "Demo", "dialect": "socialplus", "region": "eu", "validation": "warn",
                    "portal": ["name": .null, "colour": .null, "origins": []],
                    "createdAt": "2026-01-02T03:04:05.678Z", "updatedAt": "2026-01-02T03:04:05.678Z",
                ])
            harness.clock.advance(seconds: 1)
            let changed = try await client.patch("/v1/networks/\(id)", #"{"region":null,"validation":"strict"}"#)
            #expect(changed["region"] == .null && changed["validation"] == "strict" && changed["name"] == "Demo")
            #expect(changed["updatedAt"] == "2026-01-02T03:04:06.678Z")
            let webhook = try await client.webhook("/v1/networks/\(id)")
            #expect(harness.engine.lanes.count == 1)
            #expect(try await client.delete("/v1/networks/\(id)").status == 204)
            #expect(harness.engine.lanes.isEmpty)
            for path in ["/v1/networks/\(id)", "/v1/networks/\(id)/webhooks/\(webhook)"] {
                #expect(try await client.get(path).status == 404)
            }
        }
    }

    @Test(arguments: [
        (#"{"dialect":"socialplus"}"#, ["/name"]),
        (#"{"name":"x"}"#, ["/dialect"]),
        (#"{"name":"","dialect":"smoke"}"#, ["/name", "/dialect"]),
        (#"{"name":"x","dialect":"socialplus","colour":1,"a/b":2}"#, ["/colour", "/a~1b"]),
        (#"{"name":5,"dialect":"socialplus","validation":"maybe"}"#, ["/name", "/validation"]),
        (#"{"name":"x","dialect":"socialplus","credentials":{"apiKey":"k"}}"#, ["/credentials/apiKey"]),
        ("[]", [""]),
    ])
    func badFieldsAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let reply = try await client.post("/v1/networks", body)
            #expect(reply.status == 422 && reply.code == "invalid_fields" && reply.isProblem)
            #expect(reply.pointers == pointers)
        }
    }

    @Test func theDialectCannotChange() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.patch(network, #"{"dialect":"socialplus"}"#)
            #expect(reply.status == 422 && reply.pointers == ["/dialect"])
        }
    }

    @Test func listsArePaged() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            for number in 1...5 {
                _ = try await client.post("/v1/networks", #"{"name":"n\#(number)","dialect":"socialplus"}"#)
            }
            var names: [String] = []
            var path: String? = "/v1/networks?limit=2"
            var pages = 0
            while let next = path {
                let page = try await client.get(next)
                names += page["data"].array?.compactMap { $0["name"]?.string } ?? []
                path = page["nextCursor"].string.map { "/v1/networks?limit=2&cursor=\($0)" }
                pages += 1
            }
            #expect(names == ["n1", "n2", "n3", "n4", "n5"] && pages == 3)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=501", "limit=x", "cursor=evt_0000000000001", "cursor=x", "colour=red", "limit=%zz",
    ])
    func badListParametersAreNamed(query: String) async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let reply = try await client.get("/v1/networks?\(query)")
            #expect(reply.status == 400 && reply.code == "invalid_parameter")
            let name = String(query.prefix { $0 != "=" })
            #expect(reply["detail"].string?.contains("'\(name)'") == true)
        }
    }

    @Test(arguments: ["{", "", "{\"name\":01}", "nonsense"])
    func malformedBodiesAreRefused(body: String) async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let reply = try await client.post("/v1/networks", body)
            #expect(reply.status == 400 && reply.code == "malformed_json")
            #expect(reply["detail"].string?.hasPrefix("Line 1, column ") == true)
        }
    }

    @Test func otherMediaTypesAreRefused() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let reply = try await client.post("/v1/networks", "<x/>", type: "application/xml")
            #expect(reply.status == 415 && reply.code == "unsupported_media_type")
            let curl = try await client.post(
                "/v1/networks", #"{"name":"App","dialect":"socialplus"}"#, type: "application/x-www-form-urlencoded")
            #expect(curl.status == 201, "curl -d without a header sends JSON under the type of forms")
        }
    }
}
