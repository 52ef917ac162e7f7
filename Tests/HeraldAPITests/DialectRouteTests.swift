import HTTPTypes
import HeraldJSON
import HeraldModel
import Testing

/// Networks and webhooks of the dialects that bring credentials.
@Suite struct DialectRouteTests {
    @Test func credentialsAreMadeAndShownOnce() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let sendbird = try await client.post("/v1/networks", #"{"name":"a","dialect":"sendbird"}"#)
            #expect(sendbird["credentials"].object?.keys.sorted() == ["appId", "masterApiToken"])
            #expect(sendbird["credentials"]["appId"]?.string?.count == 36)
            #expect(sendbird["credentials"]["masterApiToken"]?.string?.count == 40)
            let stream = try await client.post("/v1/networks", #"{"name":"b","dialect":"stream"}"#)
            let keys = stream["credentials"]["apiKeys"]?.array ?? []
            #expect(keys.count == 1 && keys.first?["apiKey"] == stream["credentials"]["apiKey"])
            #expect(keys.first?["apiSecret"] == stream["credentials"]["apiSecret"])
            #expect(stream["credentials"]["signingKey"] == "oldest")
            let standard = try await client.post("/v1/networks", #"{"name":"c","dialect":"standard"}"#)
            #expect(standard.status == 201 && standard["credentials"] == [:])
            for network in [sendbird, stream, standard] {
                let shown = try await client.get("/v1/networks/\(network["id"].string ?? "")")
                #expect(shown.json["credentials"] == nil)
            }
        }
    }

    @Test func givenCredentialsAreKept() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let sendbird = try await client.post(
                "/v1/networks",
                #"{"name":"a","dialect":"sendbird","credentials":{"appId":"APP","masterApiToken":"token"}}"#)
            #expect(sendbird["credentials"] == ["appId": "APP", "masterApiToken": "token"])
            let flat = try await client.post(
                "/v1/networks",
                #"{"name":"b","dialect":"stream","credentials":{"apiKey":"k","apiSecret":"s"}}"#)
            #expect(flat["credentials"]["apiKeys"]?.array?.count == 1)
            #expect(flat["credentials"]["apiKey"] == "k" && flat["credentials"]["apiSecret"] == "s")
            let listed = try await client.post(
                "/v1/networks",
                #"""
                {"name":"c","dialect":"stream","credentials":{"signingKey":"newest","apiKeys":[
                {"apiKey":"new","apiSecret":"2","createdAt":"2026-01-01T00:00:00Z"},
                {"apiKey":"old","apiSecret":"1","createdAt":"2025-01-01T00:00:00Z"}]}}
                """#)
            #expect(listed["credentials"]["apiKeys"]?.array?.map { $0["apiKey"]?.string } == ["old", "new"])
            #expect(listed["credentials"]["apiKey"] == "new")
            // What an answer shows can be sent back.
            let id = listed["id"].string ?? ""
            let again = try await client.patch(
                "/v1/networks/\(id)", #"{"credentials":\#(listed["credentials"].encodedString)}"#)
            #expect(again["credentials"] == listed["credentials"])
            let oldest = try await client.patch("/v1/networks/\(id)", #"{"credentials":{"signingKey":"oldest"}}"#)
            #expect(oldest["credentials"]["apiKey"] == "old")
            #expect(oldest["credentials"]["apiKeys"]?.array?.count == 2)
        }
    }

    @Test(arguments: [
        ("sendbird", #"{"apiKey":"x"}"#, "/credentials/apiKey"),
        ("sendbird", #"{"appId":"a b"}"#, "/credentials/appId"),
        ("sendbird", #"{"masterApiToken":5}"#, "/credentials/masterApiToken"),
        ("stream", #"{"appId":"x"}"#, "/credentials/appId"),
        ("stream", #"{"apiKey":"a\nb"}"#, "/credentials/apiKey"),
        ("stream", #"{"apiKeys":[]}"#, "/credentials/apiKeys"),
        ("stream", #"{"apiKeys":[{"apiKey":"a"},{"apiKey":"a"}]}"#, "/credentials/apiKeys/1/apiKey"),
        ("stream", #"{"apiKeys":[{"apiKey":"a"},5]}"#, "/credentials/apiKeys/1"),
        ("stream", #"{"apiKey":"z","apiKeys":[{"apiKey":"a"}]}"#, "/credentials/apiKey"),
        ("stream", #"{"signingKey":"middle"}"#, "/credentials/signingKey"),
        ("standard", #"{"apiKey":"x"}"#, "/credentials/apiKey"),
        ("stream", "5", "/credentials"),
    ])
    func badCredentialsAreNamed(dialect: String, credentials: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let reply = try await client.post(
                "/v1/networks", #"{"name":"a","dialect":"\#(dialect)","credentials":\#(credentials)}"#)
            #expect(reply.status == 422 && reply.pointers == [pointer], "\(reply.text)")
        }
    }

    @Test func theNetworksCredentialSignsUntilTheWebhookHasASecret() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let network = try await client.post(
                "/v1/networks",
                #"{"name":"a","dialect":"sendbird","credentials":{"appId":"APP","masterApiToken":"token"}}"#)
            let path = "/v1/networks/\(network["id"].string ?? "")"
            let webhook = try await client.post(
                path + "/webhooks", #"{"url":"https://a.example/","includeMembers":true}"#)
            #expect(webhook["secret"] == "token" && webhook["signedWith"] == "network")
            #expect(webhook["includeMembers"] == true && webhook["includeUnreadCount"] == false)
            let one = "\(path)/webhooks/\(webhook["id"].string ?? "")"
            let id = try #require(webhook["id"].string.flatMap { WebhookID($0) })
            #expect(harness.engine.lanes[id]?.secrets.isEmpty == true)
            let rotated = try await client.post(one + "/rotate-secret", #"{"overlapSeconds":60}"#)
            #expect(rotated["signedWith"] == "webhook" && rotated["secret"].string?.hasPrefix("whsec_") == true)
            #expect(harness.engine.lanes[id]?.secrets.map(\.value).last == "token")
            let own = try await client.post(path + "/webhooks", #"{"url":"https://b.example/","secret":"mine"}"#)
            #expect(own["secret"] == "mine" && own["signedWith"] == "webhook")
        }
    }

    @Test func aWebhookMayHaveAnotherDialect() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let network = try await client.post("/v1/networks", #"{"name":"a","dialect":"stream"}"#)
            let path = "/v1/networks/\(network["id"].string ?? "")"
            let webhook = try await client.post(
                path + "/webhooks", #"{"url":"https://a.example/","compression":"gzip"}"#)
            #expect(webhook["secret"] == network["credentials"]["apiSecret"] && webhook["compression"] == "gzip")
            let one = "\(path)/webhooks/\(webhook["id"].string ?? "")"
            // The credential of the network is none of the new dialect's, and its options are not either.
            let moved = try await client.patch(one, #"{"dialect":"standard"}"#)
            #expect(moved["secret"].string?.hasPrefix("whsec_") == true)
            #expect(moved["signedWith"] == "webhook" && moved["compression"] == "none")
            for dialect in ["socialplus", "sendbird", "standard"] {
                let other = try await client.post(
                    path + "/webhooks", #"{"url":"https://a.example/","dialect":"\#(dialect)"}"#)
                #expect(other.status == 201 && other["secret"].string?.hasPrefix("whsec_") == true)
            }
        }
    }

    @Test func standardSecretsHaveTheirForm() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let network = try await client.post("/v1/networks", #"{"name":"a","dialect":"standard"}"#)
            let path = "/v1/networks/\(network["id"].string ?? "")/webhooks"
            for body in [
                #"{"url":"https://a.example/","secret":"plain"}"#,
                #"{"url":"https://a.example/","secret":"whsec_AAAA"}"#,
            ] {
                let reply = try await client.post(path, body)
                #expect(reply.status == 422 && reply.pointers == ["/secret"])
            }
            let key = try await client.post(path, #"{"url":"https://a.example/","signatureScheme":"v1a"}"#)
            #expect(key["secret"].string?.hasPrefix("whsk_") == true)
            #expect(key["publicKey"].string?.hasPrefix("whpk_") == true)
            let one = "\(path)/\(key["id"].string ?? "")"
            let kept = try await client.post(one + "/rotate-secret", "{}")
            #expect(kept["secret"].string?.hasPrefix("whsk_") == true && kept["publicKey"] != key["publicKey"])
            let shared = try await client.post(one + "/rotate-secret", #"{"signatureScheme":"v1"}"#)
            #expect(shared["secret"].string?.hasPrefix("whsec_") == true && shared["publicKey"] == .null)
        }
    }

    @Test(arguments: [
        (#""includeMembers":true"#, "/includeMembers"), (#""compression":"gzip""#, "/compression"),
        (#""signatureScheme":"v1a""#, "/signatureScheme"), (#""compression":"br","dialect":"stream""#, "/compression"),
    ])
    func optionsOfOtherDialectsAreRefused(settings: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/webhooks", #"{"url":"https://a.example/",\#(settings)}"#)
            #expect(reply.status == 422 && reply.pointers == [pointer], "\(reply.text)")
        }
    }

    @Test func integersKeepTheirDigitsOutsideOfSocialPlus() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            for (dialect, expected) in [("sendbird", "9223372036854775807"), ("socialplus", "9223372036854776000")] {
                let network = try await client.post("/v1/networks", #"{"name":"a","dialect":"\#(dialect)"}"#)
                let path = "/v1/networks/\(network["id"].string ?? "")/events"
                let published = try await client.post(path, #"{"type":"x.y","data":{"n":9223372036854775807}}"#)
                let id = published["events"].array?.first?["id"]?.string ?? ""
                let text = try await client.get("\(path)/\(id)").text
                #expect(text.contains(#""n":\#(expected)"#))
            }
        }
    }
}
