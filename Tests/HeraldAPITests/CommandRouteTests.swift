import HTTPTypes
import HeraldJSON
import HeraldOperations
import Testing

@Suite struct CommandRouteTests {
    @Test func aCommandIsCreatedChangedAndRemoved() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/commands"
            let created = try await client.post(
                path, #"{"name":"ticket","description":"Open","args":"[text]","set":"support_set"}"#)
            #expect(created.status == 201 && created["args"] == "[text]", "\(created.text)")
            #expect(try await client.post(path, #"{"name":"ticket"}"#).code == "command_exists")
            let changed = try await client.put(path + "/ticket", #"{"name":"ticket","args":""}"#)
            #expect(changed["args"] == "" && changed["description"] == "Open" && changed["set"] == "support_set")
            let renamed = try await client.put(path + "/ticket", #"{"name":"other"}"#)
            #expect(renamed.status == 422 && renamed.pointers == ["/name"])
            _ = try await client.post(path, #"{"name":"alpha"}"#)
            let names = try await client.get(path)["data"].array?.map { $0["name"]?.string }
            #expect(names == ["alpha", "ticket"])
            #expect(try await client.delete(path + "/ticket").status == 204)
            #expect(try await client.get(path + "/ticket").status == 404)
            #expect(try await client.put(path + "/ticket", "{}").status == 404)
        }
    }

    @Test(arguments: [
        #"{}"#, #"{"name":""}"#, #"{"name":"two words"}"#, #"{"name":"/ticket"}"#, #"{"name":"gIPHY"}"#,
        #"{"name":"mml"}"#, #"{"name":"ban"}"#,
    ])
    func badNamesAreRefused(body: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/commands", body)
            #expect(reply.status == 422 && reply.pointers == ["/name"], "\(reply.text)")
        }
    }

    @Test func theLimitHolds() async throws {
        let harness = try await Harness(limits: OperationLimits(commandsPerNetwork: 2))
        try await harness.runInNetwork { client, network in
            for name in ["a", "b"] {
                #expect(try await client.post(network + "/commands", #"{"name":"\#(name)"}"#).status == 201)
            }
            let reply = try await client.post(network + "/commands", #"{"name":"c"}"#)
            #expect(reply.status == 409 && reply.code == "command_limit_reached")
        }
    }

    @Test func everyKeyOfTheNetworkReadsThem() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            for role in ["read", "publish"] {
                let client = admin.with(token: try await admin.key(role, network))
                #expect(try await client.get(network + "/commands").status == 200)
                #expect(try await client.post(network + "/commands", #"{"name":"a"}"#).status == 403)
            }
        }
    }
}
