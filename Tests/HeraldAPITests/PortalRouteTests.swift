import HTTPTypes
import HeraldJSON
import HeraldOperations
import Testing

@Suite struct PortalRouteTests {
    @Test func linksAreMadeAndRevoked() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let link = try await client.post(network + "/portal-links")
            #expect(link.status == 201 && link["role"] == "manage" && link["viewer"] == .null)
            #expect(link["expiresAt"] == "2026-01-02T04:04:05.678Z")
            let path = try #require(link["path"].string)
            #expect(path.hasPrefix("/portal/open?token=herald_p1_"))
            let url = try #require(link["url"].string)
            #expect(url.hasPrefix("http://") && url.hasSuffix(path) && !url.hasPrefix("http:///"))
            let named = try await client.post(
                network + "/portal-links", #"{"expiresInSeconds":60,"role":"read","viewer":"Ada"}"#)
            #expect(named["role"] == "read" && named["viewer"] == "Ada")
            #expect(named["expiresAt"] == "2026-01-02T03:05:05.678Z")
            let token = String(path.dropFirst("/portal/open?token=".count))
            _ = try await harness.operations.portals.open(token, from: "192.0.2.1", agent: "")
            #expect(try await client.delete(network + "/portal-links").status == 204)
            await #expect(throws: OperationError.portalLinkInvalid) {
                _ = try await harness.operations.portals.open(token, from: "192.0.2.1", agent: "")
            }
        }
    }

    @Test func behindAProxyTheURLIsOfThatScheme() async throws {
        let harness = try await Harness()
        let name = try #require(HTTPField.Name("x-forwarded-proto"))
        try await harness.runInNetwork { client, network in
            let link = try await client.call(.post, network + "/portal-links", headers: [name: "https"])
            #expect(link["url"].string?.hasPrefix("https://") == true)
        }
    }

    @Test(arguments: [
        (#"{"expiresInSeconds":59}"#, ["/expiresInSeconds"]), (#"{"expiresInSeconds":604801}"#, ["/expiresInSeconds"]),
        (#"{"role":"admin","viewer":""}"#, ["/role", "/viewer"]), (#"{"ttl":5}"#, ["/ttl"]),
    ])
    func badLinksAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/portal-links", body)
            #expect(reply.status == 422 && reply.pointers == pointers)
        }
    }

    @Test func onlyManagersMakeAndRevokeLinks() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let id = try #require(network.split(separator: "/").last)
            for (role, status) in [("manage", 201), ("read", 403), ("publish", 403), ("consume", 403)] {
                let key = try await client.post("/v1/keys", #"{"role":"\#(role)","network":"\#(id)"}"#)
                let own = client.with(token: key["key"].string)
                #expect(try await own.post(network + "/portal-links").status == status, "\(role)")
                #expect(try await own.delete(network + "/portal-links").status == (status == 201 ? 204 : 403))
            }
        }
    }

    @Test func aPortalIsSetUpAndReset() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let set = try await client.patch(
                network,
                ##"{"portal":{"name":"Ink","colour":"#0F62FE","origins":["https://App.example.com:443","http://localhost:3000"]}}"##
            )
            #expect(set.status == 200)
            let wanted: JSONValue = [
                "name": "Ink", "colour": "#0f62fe", "origins": ["https://app.example.com", "http://localhost:3000"],
            ]
            #expect(set["portal"] == wanted)
            #expect(try await client.get(network)["portal"] == wanted)
            let partly = try await client.patch(network, #"{"portal":{"colour":null}}"#)
            #expect(partly["portal"]["colour"] == .null && partly["portal"]["name"] == "Ink")
            let reset = try await client.patch(network, #"{"portal":null}"#)
            #expect(reset["portal"] == ["name": .null, "colour": .null, "origins": []])
        }
    }

    @Test(arguments: [
        "http://app.example.com", "https://app.example.com/path", "https://*.example.com", "app.example.com",
        "https://a b", "https://app.example.com:0", "https://app.example.com:99999", "https://user@app.example.com",
        "https://app.example.com'; script-src *", "https://app.example.com;", "https://", "https://-a.example",
        "https://a..b", "javascript://x", "https://app.example.com?x", "https://[::1]", "https://münchen.example",
    ])
    func originsAreSites(origin: String) async throws {
        let harness = try await Harness()
        let body: JSONValue = ["portal": ["origins": ["https://fine.example", .string(origin)]]]
        try await harness.runInNetwork { client, network in
            let reply = try await client.patch(network, String(decoding: body.encoded(), as: UTF8.self))
            #expect(reply.status == 422 && reply.pointers == ["/portal/origins/1"])
        }
    }

    @Test(arguments: [
        (#"{"portal":{"colour":"red"}}"#, ["/portal/colour"]), (#"{"portal":{"name":""}}"#, ["/portal/name"]),
        (##"{"portal":{"color":"#112233"}}"##, ["/portal/color"]), (#"{"portal":5}"#, ["/portal"]),
    ])
    func badPortalsAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.patch(network, body)
            #expect(reply.status == 422 && reply.pointers == pointers)
        }
    }
}
