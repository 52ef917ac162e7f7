import Crypto
import Foundation
import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@Suite struct SourceRouteTests {
    private static let secret = "0123456789abcdef0123456789abcdef"
    private static let body = #"{"event":"channel.didCreate","data":{"channel":{"channelId":"c1"}} }"#

    @Test func aSourceIsOpenedShownChangedRotatedAndClosed() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let created = try await client.post(
                network + "/sources", #"{"provider":"socialplus","secrets":["\#(Self.secret)"],"name":"n"}"#)
            #expect(created.status == 201, "\(created.text)")
            let id = try #require(created["id"].string)
            #expect(created["ingestPath"] == .string("/in/\(id)") && created["enabled"] == true)
            #expect(!created.text.contains(Self.secret))
            let path = network + "/sources/\(id)"
            let shown = try await client.get(path)
            #expect(shown["secrets"].array?.first?["hint"] == "…cdef")
            #expect(shown["stats"]["accepted"] == 0)
            #expect(try await client.get(network + "/sources")["data"].array?.count == 1)

            let changed = try await client.patch(path, #"{"name":"other","enabled":false}"#)
            #expect(changed["name"] == "other" && changed["enabled"] == false)
            let rotated = try await client.post(path + "/rotate-secret", #"{"secret":"a new secret of 24 bytes"}"#)
            #expect(rotated["secrets"].array?.count == 2, "\(rotated.text)")
            #expect(rotated["secrets"].array?.last?["expiresAt"]?.string != nil)
            let retired = try await client.post(
                path + "/rotate-secret", #"{"secret":"a third secret of 24 bytes","overlapSeconds":0}"#)
            #expect(retired["secrets"].array?.count == 1)

            #expect(try await client.delete(path).status == 204)
            #expect(try await client.get(path).status == 404)
            #expect(try await client.post("/in/\(id)", Self.body).status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, ["/provider", "/secrets"]), (#"{"provider":"socialplus","secrets":[]}"#, ["/secrets"]),
        (#"{"provider":"other","secrets":["a"]}"#, ["/provider"]),
        (#"{"provider":"standard","secrets":["a"]}"#, ["/secrets/0"]),
        (#"{"provider":"sendbird","secrets":["a",{"secret":"b","apiKey":"k"}]}"#, ["/secrets/1"]),
        (#"{"provider":"stream","secrets":[{"apiKey":"k"}]}"#, ["/secrets/0/secret"]),
        (#"{"provider":"stream","secrets":["a"],"more":1}"#, ["/more"]),
    ])
    func badFieldsAreNamed(body: String, pointers: [String]) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(network + "/sources", body)
            #expect(reply.status == 422 && reply.pointers.sorted() == pointers, "\(reply.text)")
        }
    }

    @Test func aGenuineRequestIsTakenOnceAndKeptAsItCame() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let first = try await Self.post(client, path, Self.body)
            #expect(first.status == 200 && first.text == "{}")
            #expect(first.headers[.contentType] == "application/json")
            let again = try await Self.post(client, path, Self.body)
            #expect(again.status == 200 && again.text == "{}")
            let stats = try await client.get("\(network)/sources/\(source)/stats")
            #expect(stats["accepted"] == 1 && stats["duplicates"] == 1)
            #expect(stats["lastEventAt"].string != nil)

            let id = try #require(NetworkID(network.split(separator: "/").last ?? ""))
            let events = try await harness.store.events(of: id, matching: EventQuery())
            #expect(events.count == 1)
            let event = try #require(events.first)
            #expect(event.type == "channel.didCreate" && event.externalID == nil)
            #expect(String(decoding: event.data, as: UTF8.self) == #"{"channel":{"channelId":"c1"}}"#)
            #expect(event.orderingKey != nil)
            #expect(event.received?.body == Array(Self.body.utf8))
            #expect(event.received?.headers.map { $0.name.lowercased() }.contains("x-amity-signature") == true)
        }
    }

    @Test func aWindowTellsOfTheLastMinutes() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let stats = "\(network)/sources/\(source)/stats"
            _ = try await Self.post(client, path, Self.body)
            harness.clock.advance(seconds: 600)
            _ = try await Self.post(client, path, Self.body)
            _ = try await Self.send(client, path, Self.body, [:])
            let short = try await client.get(stats + "?window=5m")
            #expect(short["window"] == "5m" && short["bucketSeconds"] == 60, "\(short.text)")
            #expect(short["accepted"] == 0 && short["duplicates"] == 1)
            #expect(short["refused"] == ["missing_signature": 1])
            #expect(short["successRate"] == .number(JSONNumber(validated: "0.5")))
            #expect(short["perSecond"].at("duplicates") == short["perSecond"].at("refused"))
            #expect(short["buckets"].array?.count == 6)
            #expect(short["buckets"].array?.last?["refused"] == ["missing_signature": 1])
            let long = try await client.get(stats + "?window=1h")
            #expect(long["accepted"] == 1 && long["duplicates"] == 1, "\(long.text)")
            #expect(long["answerTimeMs"].at("p99") != .null)
            for window in ["2h", "0m", "300", "1s"] {
                let reply = try await client.get(stats + "?window=" + window)
                #expect(reply.status == 400 && reply.code == "invalid_parameter", "\(reply.text)")
            }
        }
    }

    @Test func requestsAreFollowedAsTheyCame() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let (other, _) = try await Self.source(client, network)
            _ = try await client.post(network + "/events", #"{"type":"channel.didCreate","data":{}}"#)
            let bodies = [Self.body, #"{"event":"channel.didUpdate","data":{"text":"\u00e9"}}"# + "\n"]
            for body in bodies { #expect(try await Self.post(client, path, body).status == 200) }
            let stream = "\(network)/sources/\(source)/requests/stream?lastEventId=evt_0000000000000"
            let reply = try await client.get(stream + "&limit=2")
            #expect(reply.status == 200 && reply.headers[.contentType] == "text/event-stream; charset=utf-8")
            let frames = reply.text.split(separator: "\n\n").filter { !$0.hasPrefix(":") }.map {
                $0.split(separator: "\n")
            }
            #expect(frames.map { $0[1] } == ["event: channel.didCreate", "event: channel.didUpdate"])
            for (frame, body) in zip(frames, bodies) {
                let data = try JSONValue(parsing: frame[2].dropFirst("data: ".count))
                #expect(data.at("provider") == "socialplus" && data.at("sourceId").string == source)
                #expect(frame[0] == "id: \(data.at("heraldId").string ?? "")")
                #expect(data.at("bodyBase64").string == Data(body.utf8).base64EncodedString())
                let signature = data.at("headers").array?.first {
                    $0.at("name").string?.lowercased() == "x-amity-signature"
                }
                #expect(signature?.at("value").string == Self.signature(body))
            }
            for (role, status) in [("read", 403), ("publish", 403), ("consume", 200), ("manage", 200)] {
                let caller = client.with(token: try await client.key(role, network))
                #expect(try await caller.get(stream + "&limit=1").status == status)
            }
            #expect(try await client.get("\(network)/sources/\(other)/requests/stream?lastEventId=x").status == 400)
            #expect(try await client.get(network + "/sources/src_0000000000001/requests/stream").status == 404)
        }
    }

    @Test func theLegacyDuplicateIsAnsweredAndDropped() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let reply = try await Self.post(client, path, Self.body, header: "x-eko-signature")
            #expect(reply.status == 200 && reply.text == "{}")
            let stats = try await client.get("\(network)/sources/\(source)/stats")
            #expect(stats["accepted"] == 0 && stats["duplicates"] == 0 && stats["legacy"] == 1)
        }
    }

    @Test func whatIsNotGenuineIsRefusedAndCounted() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let signature = Self.signature(Self.body)
            let cases: [(body: String, headers: [String: String], status: Int, code: String)] = [
                (Self.body, [:], 401, "missing_signature"),
                (Self.body + " ", ["x-amity-signature": signature], 401, "signature_mismatch"),
                (
                    Self.body, ["x-amity-signature": Self.signature(Self.body, secret: "wrong")], 401,
                    "signature_mismatch"
                ),
                (Self.body, ["x-amity-signature": "zz"], 401, "malformed_signature"),
                ("{}", ["x-amity-signature": Self.signature("{}")], 400, "unknown_envelope"),
                ("{", ["x-amity-signature": Self.signature("{")], 400, "invalid_body"),
            ]
            for refused in cases {
                let reply = try await Self.send(client, path, refused.body, refused.headers)
                #expect(reply.status == refused.status && reply.code == refused.code, "\(reply.text)")
            }
            let large = String(repeating: "x", count: (1 << 20) + 1)
            #expect(try await Self.post(client, path, large).status == 413)
            let stats = try await client.get("\(network)/sources/\(source)/stats")
            #expect(stats["accepted"] == 0)
            #expect(try await Self.send(client, path, Self.body, [:]).headers[.wwwAuthenticate] == nil)
            #expect(
                stats["refused"] == [
                    "body_too_large": 1, "invalid_body": 1, "malformed_signature": 1, "missing_signature": 1,
                    "signature_mismatch": 2, "unknown_envelope": 1,
                ])
            let metrics = try await client.get("/metrics").text
            #expect(metrics.contains(#"{source="\#(source)",result="refused",reason="signature_mismatch"} 2"#))
        }
    }

    @Test func aSourceThatIsOffOrAFullStoreHasTheProviderRepeat() async throws {
        let limit = BacklogSize(deliveries: 1, bytes: 1 << 30)
        let harness = try await Harness(backlog: BacklogLimits(perNetwork: limit, total: limit))
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network)
            let (source, path) = try await Self.source(client, network)
            #expect(try await Self.post(client, path, Self.body).status == 200)
            let full = try await Self.post(client, path, #"{"event":"a.b","data":{}}"#)
            #expect(full.status == 503 && full.headers[.retryAfter] != nil, "\(full.text)")
            _ = try await client.patch("\(network)/sources/\(source)", #"{"enabled":false}"#)
            let off = try await Self.post(client, path, Self.body)
            #expect(off.status == 503 && off.headers[.retryAfter] != nil && off.code == "source_disabled")
        }
    }

    @Test func anExpiredSecretIsRefused() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            _ = try await client.post(
                "\(network)/sources/\(source)/rotate-secret", #"{"secret":"another","overlapSeconds":10}"#)
            #expect(try await Self.post(client, path, Self.body).status == 200)
            harness.clock.advance(seconds: 11)
            #expect(try await Self.post(client, path, Self.body).status == 401)
        }
    }

    @Test(arguments: [
        (#"["nowhere"]"#, "socialplus", "/allowedAddresses/0"), (#"[]"#, "socialplus", "/allowedAddresses"),
        (#"["10.0.0.1/8"]"#, "socialplus", "/allowedAddresses/0"),
        (#"["provider"]"#, "sendbird", "/allowedAddresses/0"), ("3", "stream", "/allowedAddresses"),
    ])
    func badRangesAreNamed(ranges: String, provider: String, pointer: String) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/sources", #"{"provider":"\#(provider)","secrets":["a"],"allowedAddresses":\#(ranges)}"#)
            #expect(reply.status == 422 && reply.pointers == [pointer], "\(reply.text)")
        }
    }

    @Test func onlyAllowedAddressesAreTaken() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let settings = "\(network)/sources/\(source)"
            let closed = try await client.patch(settings, #"{"allowedAddresses":["provider"]}"#)
            #expect(closed["allowedAddresses"] == ["provider"], "\(closed.text)")
            let refused = try await Self.post(client, path, Self.body)
            #expect(refused.status == 403 && refused.code == "address_not_allowed", "\(refused.text)")
            _ = try await client.patch(settings, #"{"allowedAddresses":["provider","127.0.0.0/8"]}"#)
            #expect(try await Self.post(client, path, Self.body).status == 200)
            let made = try await client.post(
                network + "/sources", #"{"provider":"stream","secrets":["a"],"allowedAddresses":["192.0.2.0/24"]}"#)
            #expect(made["allowedAddresses"] == ["192.0.2.0/24"], "\(made.text)")
            let open = try await client.patch(settings, #"{"allowedAddresses":null}"#)
            #expect(open.status == 200 && open["allowedAddresses"] == .null, "\(open.text)")
            #expect(open["stats"]["refused"] == ["address_not_allowed": 1])
        }
    }

    @Test(arguments: [
        (["127.0.0.1/32"], "192.0.2.9, 52.77.130.167", 200), (["127.0.0.1/32"], "52.77.130.167, 192.0.2.9", 403),
        ([], "52.77.130.167", 403), (["127.0.0.1/32"], "nonsense", 403),
    ])
    func aTrustedProxySaysWhoCalls(proxies: [String], forwardedFor: String, status: Int) async throws {
        let harness = try await Harness(trustedProxies: proxies)
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            _ = try await client.patch("\(network)/sources/\(source)", #"{"allowedAddresses":["provider"]}"#)
            let headers = ["x-amity-signature": Self.signature(Self.body), "x-forwarded-for": forwardedFor]
            #expect(try await Self.send(client, path, Self.body, headers).status == status)
        }
    }

    @Test func whatIsRefusedIsRememberedWithoutItsContents() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let (source, path) = try await Self.source(client, network)
            let list = "\(network)/sources/\(source)"
            #expect(try await client.get(list + "/refusals")["data"].array?.isEmpty == true)
            _ = try await Self.post(client, path, Self.body)
            _ = try await Self.post(client, path, Self.body, header: "x-other")
            harness.clock.advance(seconds: 5)
            _ = try await Self.send(client, path, "secret text", ["X-Amity-Signature": "hidden value"])
            let answer = try await client.get(list + "/refusals")
            let refusals = try #require(answer["data"].array)
            #expect(refusals.map { $0["code"] } == ["malformed_signature", "missing_signature"], "\(answer.text)")
            #expect(refusals.map { $0["hasSignature"] } == [true, false])
            #expect(refusals.map { $0["bodyBytes"]?.integer } == [11, Int64(Self.body.utf8.count)])
            #expect(refusals.last?["headerNames"]?.array?.contains("x-other") == true)
            #expect(!answer.text.contains("hidden value") && !answer.text.contains("secret text"))
            #expect(try await client.get(list + "/refusals?limit=1")["data"].array?.count == 1)
            #expect(try await client.get(list + "/refusals?cursor=1").status == 400)
            _ = try await client.patch(list, #"{"allowedAddresses":["192.0.2.0/24"]}"#)
            _ = try await Self.post(client, path, Self.body)
            let newest = try await client.get(list + "/refusals")["data"].array?.first
            #expect(newest?["code"] == "address_not_allowed" && newest?["bodyBytes"] == .null)
            #expect(newest?["hasSignature"] == true)
            _ = try await client.delete(list)
            #expect(try await client.get(list + "/refusals").status == 404)
        }
    }

    private static func source(_ client: Client, _ network: String) async throws -> (id: String, path: String) {
        let reply = try await client.post(
            network + "/sources", #"{"provider":"socialplus","secrets":["\#(secret)"]}"#)
        let id = try #require(reply["id"].string, "\(reply.text)")
        return (id, "/in/\(id)")
    }

    private static func post(
        _ client: Client, _ path: String, _ body: String, header: String = "x-amity-signature"
    ) async throws -> Reply {
        try await send(client, path, body, [header: signature(body)])
    }

    private static func send(
        _ client: Client, _ path: String, _ body: String, _ headers: [String: String]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        return try await client.with(token: nil).call(.post, path, bytes: Array(body.utf8), headers: fields)
    }

    private static func signature(_ body: String, secret: String = secret) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(body.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return Data(code).base64EncodedString()
    }
}
