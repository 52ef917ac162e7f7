import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@Suite struct HookRouteTests {
    @Test func aHookIsSetShownReplacedAndRemoved() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/before-message-send"
            #expect(try await client.get(path).status == 404)
            let created = try await client.put(
                path, #"{"url":"https://receiver.example/f?k=v","onFailure":"deny","timeoutMs":700}"#)
            #expect(created.status == 201, "\(created.text)")
            let secret = try #require(created["secret"].string)
            #expect(secret.hasPrefix("whsec_"))
            #expect(created["timeoutMs"] == 700 && created["overallTimeoutMs"] == 1200)
            let shown = try await client.get(path)
            #expect(shown["secret"] == .null && shown["onFailure"] == "deny" && shown["enabled"] == true)
            #expect(shown["secretHint"].string == "…" + secret.suffix(4))

            let replaced = try await client.put(path, #"{"url":"https://receiver.example/g"}"#)
            #expect(replaced.status == 200 && replaced["secret"] == .null && replaced["onFailure"] == "allow")
            #expect(replaced["timeoutMs"] == 1500 && replaced["overallTimeoutMs"] == 2000)
            #expect(replaced["secretHint"] == shown["secretHint"])
            #expect(replaced["createdAt"] == created["createdAt"])

            let changed = try await client.patch(path, #"{"shadow":true,"secret":"own"}"#)
            #expect(changed["shadow"] == true && changed["url"] == "https://receiver.example/g")
            #expect(changed["secret"] == "own")
            let regenerated = try await client.post(path + "/regenerate-key")
            #expect(regenerated["secret"].string?.hasPrefix("whsec_") == true)
            #expect(regenerated["secret"].string != secret)

            #expect(try await client.get(network + "/hooks")["data"].array?.count == 1)
            #expect(try await client.delete(path).status == 204)
            #expect(try await client.get(path).status == 404)
            #expect(try await client.delete(path).status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, "/url"), (#"{"url":"ftp://x.example/"}"#, "/url"),
        (#"{"url":"https://x.example/","timeoutMs":0}"#, "/timeoutMs"),
        (#"{"url":"https://x.example/","timeoutMs":5001}"#, "/timeoutMs"),
        (#"{"url":"https://x.example/","overallTimeoutMs":1.5}"#, "/overallTimeoutMs"),
        (#"{"url":"https://x.example/","onFailure":"maybe"}"#, "/onFailure"),
        (#"{"url":"https://x.example/","shadow":"yes"}"#, "/shadow"),
        (#"{"url":"https://x.example/","more":1}"#, "/more"),
        (#"{"url":"http://internal.example/"}"#, "/url"),
    ])
    func badFieldsAreNamed(body: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.put(network + "/hooks/pre-hook", body)
            #expect(reply.status == 422 && reply.pointers == [pointer], "\(reply.text)")
            #expect(try await client.get(network + "/hooks/pre-hook").status == 404)
        }
    }

    @Test(arguments: [("timeoutMs", 1), ("timeoutMs", 5000), ("overallTimeoutMs", 1), ("overallTimeoutMs", 5000)])
    func timeoutsReachTheirBounds(name: String, value: Int) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.put(
                network + "/hooks/custom-command", #"{"url":"https://x.example/{type}","\#(name)":\#(value)}"#)
            #expect(reply.status == 201 && reply[name] == .number(JSONNumber(value)), "\(reply.text)")
        }
    }

    @Test func aForbiddenAddressIsRefusedOnEveryWay() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = network + "/hooks/pre-hook"
            _ = try await client.put(path, #"{"url":"https://nowhere.example/"}"#)
            #expect(try await client.get(path)["unresolved"] == true)
            let reply = try await client.patch(path, #"{"url":"http://127.0.0.1/"}"#)
            #expect(reply.status == 422 && reply.code == "forbidden_address")
            let moved = try await client.patch(path, #"{"url":"https://receiver.example/"}"#)
            #expect(moved["unresolved"] == false)
        }
    }

    @Test func rolesAndUnknownKindsAreHeld() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { admin, network in
            let path = network + "/hooks/pre-hook"
            let body = #"{"url":"https://receiver.example/"}"#
            #expect(try await admin.put(network + "/hooks/nonsense", body).status == 404)
            for (role, allowed) in [("read", false), ("publish", false), ("manage", true)] {
                let client = admin.with(token: try await admin.key(role, network))
                #expect(try await client.put(path, body).status == (allowed ? 201 : 403))
                #expect(try await client.get(path).status == (role == "publish" ? 403 : allowed ? 200 : 404))
                #expect(try await client.delete(path).status == (allowed ? 204 : 403))
            }
        }
    }

    @Test func hooksAndCommandsGoWithTheirNetwork() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.put(network + "/hooks/pre-hook", #"{"url":"https://receiver.example/"}"#)
            _ = try await client.post(network + "/commands", #"{"name":"ticket"}"#)
            let id = try #require(NetworkID(network.dropFirst("/v1/networks/".count)))
            #expect(harness.operations.directory.hook(Hook.Key(networkID: id, kind: .preHook)) != nil)
            #expect(try await client.delete(network).status == 204)
            #expect(harness.operations.directory.hook(Hook.Key(networkID: id, kind: .preHook)) == nil)
            #expect(harness.operations.directory.commands(of: id).isEmpty)
            let (hooks, commands) = (try await harness.store.hooks(), try await harness.store.commands())
            #expect(hooks.isEmpty && commands.isEmpty)
        }
    }
}
