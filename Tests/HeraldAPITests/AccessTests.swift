import HTTPTypes
import HeraldJSON
import Testing

@Suite struct AccessTests {
    @Test(arguments: [nil, "wrong", "", " "])
    func callsWithoutAValidKeyAreRefused(token: String?) async throws {
        let harness = try await Harness()
        try await harness.run { client in
            for path in ["/v1/networks", "/v1/keys", "/v1/networks/net_0000000000001/events"] {
                let reply = try await client.with(token: token).get(path)
                #expect(reply.status == 401 && reply.isProblem && reply.code == "unauthenticated")
                #expect(reply.headers[.wwwAuthenticate] == #"Bearer realm="herald""#)
            }
        }
    }

    @Test func otherSchemesAreNoKeys() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            for value in ["Basic \(Harness.adminKey)", Harness.adminKey, "Bearer"] {
                let reply = try await client.with(token: nil).call(
                    .get, "/v1/networks", headers: [.authorization: value])
                #expect(reply.status == 401)
            }
            let lower = try await client.with(token: nil).call(
                .get, "/v1/networks", headers: [.authorization: "bearer  \(Harness.adminKey)"])
            #expect(lower.status == 200)
        }
    }

    private static let readers: Set = ["manage", "read", "consume"]
    private static let takers: Set = ["manage", "consume"]

    /// What each role gets from a call, besides admin, which may do everything. `{source}` and `{alert}` are there.
    static let matrix: [(method: HTTPRequest.Method, path: String, body: String?, allowed: Set<String>)] = [
        (.get, "/v1/networks", nil, readers),
        (.post, "/v1/networks", #"{"name":"x","dialect":"socialplus"}"#, []),
        (.get, "/v1/keys", nil, []),
        (.post, "/v1/keys", #"{"role":"admin"}"#, []),
        (.get, "", nil, readers),
        (.patch, "", #"{"name":"y"}"#, ["manage"]),
        (.get, "/webhooks", nil, readers),
        (.post, "/webhooks", #"{"url":"https://a.example/"}"#, ["manage"]),
        (.get, "/events", nil, readers),
        (.post, "/events", #"{"type":"channel.didCreate","data":{}}"#, ["manage", "publish"]),
        (.get, "/events/stream?limit=1&lastEventId=evt_0000000000000", nil, readers),
        (.get, "/deliveries", nil, readers),
        (.get, "/replays", nil, readers),
        (.get, "/stats", nil, readers),
        (.get, "/catalogue", nil, ["manage", "publish", "read", "consume"]),
        (.get, "/catalogue/channel.didCreate", nil, ["manage", "publish", "read", "consume"]),
        (.get, "/sources", nil, readers),
        (.post, "/sources", #"{"provider":"stream","secrets":["s"]}"#, ["manage"]),
        (.get, "/sources/{source}", nil, readers),
        (.get, "/sources/{source}/stats", nil, readers),
        (.get, "/sources/{source}/stats?window=5m", nil, readers),
        (.get, "/sources/{source}/refusals", nil, readers),
        (.patch, "/sources/{source}", #"{"name":"z"}"#, ["manage"]),
        (.post, "/sources/{source}/rotate-secret", #"{"secret":"t"}"#, ["manage"]),
        (.get, "/consumers", nil, readers),
        (.get, "/consumers/c", nil, readers),
        (.put, "/consumers/c", "{}", ["manage"]),
        (.post, "/consumers/c/seek", #"{"to":"end"}"#, ["manage"]),
        (.post, "/consumers/c/lease", "{}", takers),
        (.post, "/consumers/c/ack", #"{"tokens":["t"]}"#, takers),
        (.post, "/consumers/c/nack", #"{"tokens":["t"]}"#, takers),
        (.post, "/consumers/c/extend", #"{"tokens":["t"]}"#, takers),
        (.get, "/consumers/c/dead", nil, readers),
        (.post, "/consumers/c/dead/requeue", #"{"all":true}"#, ["manage"]),
        (.delete, "/consumers/c/dead", nil, ["manage"]),
        (.get, "/alerts", nil, readers),
        (.post, "/alerts", #"{"name":"a","metric":"lag","threshold":1}"#, ["manage"]),
        (.get, "/alerts/{alert}", nil, readers),
        (.patch, "/alerts/{alert}", #"{"threshold":2}"#, ["manage"]),
        (.get, "/hooks", nil, readers),
        (.get, "/commands", nil, ["manage", "publish", "read", "consume"]),
    ]

    @Test(arguments: ["manage", "publish", "read", "consume"])
    func rolesReachWhatTheyMayAndNothingElse(role: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            _ = try await admin.post(network + "/events", #"{"type":"channel.didCreate","data":{}}"#)
            let source = try await admin.post(network + "/sources", #"{"provider":"stream","secrets":["s"]}"#)
            let alert = try await admin.post(network + "/alerts", #"{"name":"a","metric":"lag","threshold":1}"#)
            let (sourceID, alertID) = (try #require(source["id"].string), try #require(alert["id"].string))
            _ = try await admin.put(network + "/consumers/c", "{}")
            let client = admin.with(token: try await admin.key(role, network))
            for row in Self.matrix {
                let tail = row.path.replacing("{source}", with: sourceID).replacing("{alert}", with: alertID)
                let path = tail.hasPrefix("/v1") ? tail : network + tail
                let reply = try await client.call(row.method, path, bytes: row.body.map { Array($0.utf8) })
                if row.allowed.contains(role) {
                    #expect((200..<300).contains(reply.status), "\(row.method) \(path): \(reply.text)")
                } else {
                    #expect(reply.status == 403 && reply.code == "forbidden", "\(row.method) \(path)")
                    #expect(reply["detail"].string?.contains("'admin'") == true)
                }
            }
            for path in [
                network, network + "/sources/" + sourceID, network + "/consumers/c", network + "/alerts/" + alertID,
            ]
            where role != "manage" || path == network {
                #expect(try await client.delete(path).status == 403, "\(path)")
            }
        }
    }

    @Test func otherNetworksDoNotExistForAKey() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let other = try await admin.post("/v1/networks", #"{"name":"other","dialect":"socialplus"}"#)
            let foreign = "/v1/networks/\(try #require(other["id"].string))"
            let client = admin.with(token: try await admin.key("read", network))
            for path in [foreign, foreign + "/events", foreign + "/webhooks"] {
                #expect(try await client.get(path).status == 404)
            }
            #expect(try await client.post(foreign + "/events", "{}").status == 404)
            #expect(try await client.get("/v1/networks")["data"].array?.count == 1)
            #expect(try await admin.get("/v1/networks")["data"].array?.count == 2)
        }
    }

    @Test func keysAreShownOnceAndRevokedAtOnce() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let id = String(network.dropFirst("/v1/networks/".count))
            let created = try await admin.post(
                "/v1/keys", #"{"role":"read","network":"\#(id)","name":"dashboard"}"#)
            #expect(created.status == 201)
            let token = try #require(created["key"].string)
            #expect(token.hasPrefix("herald_r_") && token.utf8.count == 73)
            let list = try await admin.get("/v1/keys")
            #expect(list["data"].array?.count == 2 && !list.text.contains(token))
            #expect(list["data"].array?.last?["name"] == "dashboard")
            #expect(try await admin.with(token: token).get(network).status == 200)
            let key = try #require(created["id"].string)
            #expect(try await admin.delete("/v1/keys/\(key)").status == 204)
            #expect(try await admin.with(token: token).get(network).status == 401)
            #expect(try await admin.delete("/v1/keys/\(key)").status == 404)
        }
    }

    @Test func theLastAdminKeyStays() async throws {
        let harness = try await Harness()
        try await harness.run { admin in
            let own = try #require(try await admin.get("/v1/keys")["data"].array?.first?["id"]?.string)
            let refused = try await admin.delete("/v1/keys?id=\(own)")
            #expect(refused.status == 409 && refused.code == "last_admin_key")
            let second = try await admin.post("/v1/keys", #"{"role":"admin"}"#)
            #expect(try await admin.delete("/v1/keys?id=\(own)").status == 204)
            #expect(try await admin.get("/v1/keys").status == 401)
            #expect(try await admin.with(token: second["key"].string).get("/v1/keys").status == 200)
        }
    }

    @Test(arguments: [
        (#"{}"#, "/role"), (#"{"role":"king"}"#, "/role"), (#"{"role":"read"}"#, "/network"),
        (#"{"role":"read","network":"net_0000000000001"}"#, "/network"),
        (#"{"role":"publish","network":"x"}"#, "/network"), (#"{"role":"admin","more":1}"#, "/more"),
    ])
    func badKeyRequestsAreNamed(body: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.run { admin in
            let reply = try await admin.post("/v1/keys", body)
            #expect(reply.status == 422 && reply.pointers == [pointer])
        }
    }

    @Test func anAdminKeyTakesNoNetwork() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let id = network.dropFirst("/v1/networks/".count)
            let reply = try await admin.post("/v1/keys", #"{"role":"admin","network":"\#(id)"}"#)
            #expect(reply.status == 422 && reply.pointers == ["/network"])
        }
    }
}
