import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldOperations
import Testing

@Suite struct SocialPlusSettingsTests {
    @Test func theSwitchTurnsSendingAndRegisteringOff() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network)
            let path = "/api/v3/network-settings/webhook"
            #expect(try await client.get(path).json == ["enabled": true])
            let off = try await client.call(.put, path, bytes: Array(#"{"webhookEnabled":false}"#.utf8))
            #expect(off.status == 200 && off.json == ["enabled": false])
            #expect(try await client.get(path).json == ["enabled": false])
            let published = try await client.post(
                network + "/events", #"{"type":"channel.didCreate","data":{},"id":"1"}"#)
            #expect(published.status == 202 && published["events"].array?.first?["deliveries"] == 0)
            let event = try await client.get(network + "/events/1")
            #expect(event.text.contains("switched_off"), "\(event.text)")
            let refused = try await client.post("/admin/v1/webhooks", #"{"callbackUrl":"https://a.example"}"#)
            #expect(refused.status == 400 && refused["code"] == 400_000 && refused["status"] == "error")
            #expect(try await client.post(network + "/webhooks", #"{"url":"https://a.example"}"#).status == 409)
            let restarted = try await harness.restarted()
            let id = try #require(restarted.operations.networks.all.first?.id)
            #expect(!restarted.operations.socialPlus.isEnabled(id))
            #expect(restarted.operations.directory.routes(of: id)?.webhooks(for: "channel.didCreate", data: []) == [])
            _ = try await client.call(.put, path, bytes: Array(#"{"webhookEnabled":true}"#.utf8))
            let again = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{}}"#)
            #expect(again["events"].array?.first?["deliveries"] == 1)
        }
    }

    @Test(arguments: ["{}", #"{"webhookEnabled":"yes"}"#, "[]", "{"])
    func badSwitchesAreRefusedInTheVendorsShape(body: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, _ in
            let reply = try await client.call(.put, "/api/v3/network-settings/webhook", bytes: Array(body.utf8))
            #expect(reply.status == 400 && reply["status"] == "error" && reply["code"] == 400_000)
            #expect(reply.json.object?.keys == ["status", "code", "message"])
        }
    }

    @Test func callbacksAreTheNetworksWebhooks() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let own = try await client.webhook(network)
            let added = try await client.post("/admin/v1/webhooks", #"{"callbackUrl":"https://a.example/cb"}"#)
            #expect(added.status == 200, "\(added.text)")
            let id = try #require(added["_id"].string)
            #expect(added["callbackUrl"] == "https://a.example/cb" && added["__v"] == 0)
            #expect(added["secretKey"].string?.isEmpty == false)
            #expect(added["networkId"].string == network.split(separator: "/").last.map(String.init))
            let list = try await client.vendor(
                .get, "/admin/v1/webhooks", headers: ["x-api-key": Harness.adminKey])
            #expect(list.json.array?.map { $0.at("_id").string } == [own, id])
            let native = try await client.get("\(network)/webhooks/\(id)")
            #expect(native["url"] == "https://a.example/cb" && native["retry"] == ["policy": "vendor"])
            #expect(try await client.delete("/admin/v1/webhooks/\(id)").status == 200)
            #expect(try await client.delete("/admin/v1/webhooks?_id=\(own)").status == 200)
            #expect(try await client.get("/admin/v1/webhooks").json == [])
            let gone = try await client.delete("/admin/v1/webhooks/\(id)")
            #expect(gone.status == 404 && gone["code"] == 400_400)
        }
    }

    @Test func theEleventhCallbackIsRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, _ in
            for number in 0..<10 {
                let reply = try await client.post(
                    "/admin/v1/webhooks", #"{"callbackUrl":"https://a.example/\#(number)"}"#)
                #expect(reply.status == 200)
            }
            let reply = try await client.post("/admin/v1/webhooks", #"{"callbackUrl":"https://a.example/11"}"#)
            #expect(reply.status == 400 && reply["code"] == 400_000)
            for body in ["{}", #"{"callbackUrl":""}"#, #"{"callbackUrl":"http://internal.example"}"#] {
                let bad = try await client.post("/admin/v1/webhooks", body)
                #expect(bad.status == 400 && bad["code"] == 400_000, "\(bad.text)")
            }
        }
    }

    @Test func onlyAManagingTokenOfOneNetworkIsTaken() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let path = "/api/v3/network-settings/webhook"
            let reader = client.with(token: try await client.key("read", network))
            let forbidden = try await reader.get(path)
            #expect(forbidden.status == 403 && forbidden["code"] == 400_301)
            let none = try await client.with(token: nil).get(path)
            #expect(none.status == 401 && none["status"] == "error")
            let manager = client.with(token: try await client.key("manage", network))
            _ = try await client.network("socialplus")
            #expect(try await manager.get(path).json == ["enabled": true])
            let ambiguous = try await client.get(path)
            #expect(ambiguous.status == 400 && ambiguous["message"].string?.contains("several") == true)
            let unknown = try await client.get("/api/v3/communities")
            #expect(unknown.status == 404 && unknown["code"] == 400_400 && unknown["status"] == "error")
        }
    }

    @Test(arguments: ["/api/v3/network-settings/prehook", "/api/v3/network/settings/prehook"])
    func thePreHookIsTheNetworksHook(path: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let put = { (body: String) in try await client.call(.put, path, bytes: Array(body.utf8)) }
            let none: JSONValue = ["enabled": false, "callbackUrl": "", "defaultAction": "allow"]
            #expect(try await client.get(path).json == none)
            #expect(try await put(#"{"enabled":false}"#).json == none)
            let first = try await put(
                #"{"enabled":true,"callbackUrl":"https://a.example/pre","defaultAction":"deny","events":[],"timeout":3000}"#
            )
            #expect(first.status == 200, "\(first.text)")
            let secret = try #require(first["secretKey"].string)
            let shown = try await client.get(path)
            #expect(
                shown.json == ["enabled": true, "callbackUrl": "https://a.example/pre", "defaultAction": "deny"])
            let off = try await put(#"{"enabled":false}"#)
            #expect(
                off["enabled"] == false && off["callbackUrl"] == "https://a.example/pre" && off["secretKey"] == .null)
            let anew = try await put(#"{"regenerateKey":true}"#)
            #expect(anew["secretKey"].string?.isEmpty == false && anew["secretKey"].string != secret)
            let native = try await client.get(network + "/hooks/pre-hook")
            #expect(native.status == 200 && native["url"] == "https://a.example/pre", "\(native.text)")
            let long = "https://a.example/" + String(repeating: "a", count: 900)
            for bad in [
                #"{"enabled":1}"#, #"{"callbackUrl":"\#(long)"}"#, #"{"callbackUrl":"http://internal.example"}"#,
                #"{"defaultAction":"maybe"}"#, #"{"regenerateKey":"yes"}"#,
            ] {
                let reply = try await put(bad)
                #expect(reply.status == 400 && reply["code"] == 400_000 && reply["status"] == "error", "\(bad)")
            }
        }
    }

    @Test func aFirstPreHookNeedsACallback() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, _ in
            let reply = try await client.call(
                .put, "/api/v3/network-settings/prehook", bytes: Array(#"{"enabled":true}"#.utf8))
            #expect(reply.status == 400 && reply["code"] == 400_000)
        }
    }
}
