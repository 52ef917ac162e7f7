import Foundation
import HTTPTypes
import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct SendbirdExportTests {
    private static let path = "/v3/export/failed_webhooks"
    private static let start: Int64 = 1_767_323_000_000
    private static let window = #""start_ts":\#(start),"end_ts":1767323100000"#

    private func run(
        failures: Int = 0, _ body: @escaping @Sendable (Harness, Client) async throws -> Void
    ) async throws {
        let harness = try await Harness(dialects: Dialect.allCases)
        try await harness.run { client in
            let network = try await client.network("sendbird", #"{"appId":"A","masterApiToken":"token"}"#)
            if failures > 0 { try await Self.fail(failures, in: network, harness, client) }
            try await body(harness, client)
        }
    }

    /// Publishes so many events and settles their deliveries as failed.
    private static func fail(_ count: Int, in network: String, _ harness: Harness, _ client: Client) async throws {
        let webhook = try await client.webhook(network)
        let events = (0..<count).map { #"{"type":"user:block","id":"e\#($0)","data":{"n":\#($0),"t":"a,\"b\"|é"}}"# }
        let reply = try await client.post(
            network + "/events", events.joined(separator: "\n"), type: "application/x-ndjson")
        #expect(reply.status == 202, "\(reply.text)")
        let id = try #require(WebhookID(webhook))
        for delivery in try await harness.store.owed(to: id, after: nil, limit: 1000) {
            let attempt = Attempt(
                number: 1, startedAt: harness.clock.now, durationMicroseconds: 1, status: 503, error: nil)
            try await harness.store.settle([
                Settlement(
                    deliveryID: delivery.id, webhookID: id, payloadBytes: delivery.event.data.count, attempt: attempt,
                    decision: .failed(reason: "gave up"))
            ])
        }
    }

    private static func call(
        _ client: Client, _ method: HTTPRequest.Method, _ path: String = path, _ body: String? = nil
    ) async throws -> Reply {
        try await client.vendor(method, path, body, headers: ["Api-Token": "token"])
    }

    /// Lets the runner work until nothing is left to do.
    private static func finish(_ harness: Harness) async {
        while await harness.operations.exportRunner.step() != nil {}
    }

    /// The path of a link, without where the server is.
    private static func link(_ reply: Reply) throws -> String {
        let url = try #require(reply["file"].at("url").string)
        return try #require(url.range(of: "/v3/").map { String(url[$0.lowerBound...]) })
    }

    @Test func anExportGoesFromScheduledToDoneAndCanBeFetchedByItsLink() async throws {
        try await run(failures: 3) { harness, client in
            let ordered = try await Self.call(client, .post, Self.path, "{\(Self.window)}")
            #expect(ordered.status == 200, "\(ordered.text)")
            #expect(ordered["status"] == "scheduled" && ordered["data_type"] == "failed_webhooks")
            #expect(ordered["format"] == "json" && ordered["csv_delimiter"] == "," && ordered["timezone"] == "UTC")
            #expect(ordered["start_ts"] == .number(.init(Self.start)) && ordered["file"] == .null)
            let id = try #require(ordered["request_id"].string)
            await Self.finish(harness)
            let done = try await Self.call(client, .get, "\(Self.path)/\(id)")
            #expect(done["status"] == "done")
            let expiry = harness.clock.now.milliseconds + 7 * 86_400_000
            #expect(done["file"].at("expires_at") == .number(.init(expiry)))
            let file = try await client.vendor(.get, try Self.link(done), headers: [:])
            #expect(file.status == 200 && file.headers[.contentType] == "application/json", "\(file.text)")
            let rows = try #require(file.json.array)
            #expect(rows.map { $0.at("event_id").string } == ["e2", "e1", "e0"])
            #expect(rows[0]["payload"] == ["n": 2, "t": "a,\"b\"|é"])
            #expect(rows[0]["last_status"] == 503 && rows[0]["category"] == "user:block")
            #expect(rows[0]["created_at"] == "2026-01-02T03:04:05.678+00:00")
        }
    }

    @Test func csvHasItsDelimiterAndTimeZone() async throws {
        try await run(failures: 1) { harness, client in
            _ = try await Self.call(
                client, .post, Self.path,
                #"{\#(Self.window),"format":"csv","csv_delimiter":"|","timezone":"Asia/Kolkata"}"#)
            await Self.finish(harness)
            let list = try await Self.call(client, .get)
            let export = try #require(list["exported_data"].array?.first)
            let one = try await Self.call(client, .get, "\(Self.path)/\(export.at("request_id").string ?? "")")
            let file = try await client.vendor(.get, try Self.link(one), headers: [:])
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 2 && lines[0].hasPrefix("created_at|category|webhook_id|"))
            #expect(lines[1].hasPrefix("2026-01-02T08:34:05.678+05:30|user:block|whk_"))
            #expect(lines[1].hasSuffix(#"|503|gave up|"{""n"":0,""t"":""a,\""b\""|é""}""#), "\(lines[1])")
        }
    }

    @Test func aLongExportIsMadeInPartsAndARestartGoesOn() async throws {
        try await run(failures: 450) { harness, client in
            let ordered = try await Self.call(client, .post, Self.path, "{\(Self.window)}")
            let id = try #require(ordered["request_id"].string)
            _ = await harness.operations.exportRunner.step()
            let midway = try await Self.call(client, .get, "\(Self.path)/\(id)")
            #expect(midway["status"] == "exporting" && midway["file"] == .null)
            await Self.finish(try await harness.restarted())
            let done = try await Self.call(client, .get, "\(Self.path)/\(id)")
            let file = try await client.vendor(.get, try Self.link(done), headers: [:])
            let ids = file.json.array?.compactMap { $0.at("event_id").string } ?? []
            #expect(ids.count == 450 && Set(ids).count == 450 && ids.last == "e0")
        }
    }

    @Test func anEmptyWindowMakesAnEmptyFileThatExpires() async throws {
        try await run { harness, client in
            let ordered = try await Self.call(client, .post, Self.path, "{\(Self.window)}")
            let id = try #require(ordered["request_id"].string)
            await Self.finish(harness)
            let done = try await Self.call(client, .get, "\(Self.path)/\(id)")
            let link = try Self.link(done)
            #expect(try await client.vendor(.get, link, headers: [:]).json == [])
            let wrong = try await client.vendor(.get, String(link.dropLast()) + "x", headers: [:])
            #expect(wrong.status == 400 && wrong["code"] == 400_201)
            harness.clock.advance(seconds: 7 * 86_400)
            let expired = try await client.vendor(.get, link, headers: [:])
            #expect(expired.status == 400 && expired["error"] == true)
            await Self.finish(harness)
            #expect(try await harness.store.documents(named: "export-") == [])
        }
    }

    @Test(
        arguments: [
            ("{}", 400_105), (#"{"start_ts":"1","end_ts":2}"#, 400_101), (#"{"start_ts":2,"end_ts":1}"#, 400_111),
            (#"{"start_ts":0,"end_ts":172800001}"#, 400_111), (#"{"start_ts":0,"end_ts":9007199254740993}"#, 400_113),
            (#"{\#(window),"format":"xml"}"#, 400_111), (#"{\#(window),"csv_delimiter":"||"}"#, 400_111),
            (#"{\#(window),"csv_delimiter":"\""}"#, 400_111), (#"{\#(window),"timezone":"Mars/Olympus"}"#, 400_111),
            ("nothing", 400_403),
        ] as [(String, Int64)])
    func badOrdersAreRefused(body: String, code: Int64) async throws {
        try await run { _, client in
            let reply = try await Self.call(client, .post, Self.path, body)
            #expect(reply.status == 400 && reply["code"].integer == code, "\(reply.text)")
        }
    }

    @Test func onlySoManyExportsAreUnderWayAndKept() async throws {
        try await run { harness, client in
            for _ in 0..<FailureExports.active {
                #expect(try await Self.call(client, .post, Self.path, "{\(Self.window)}").status == 200)
            }
            let refused = try await Self.call(client, .post, Self.path, "{\(Self.window)}")
            #expect(refused.status == 429 && refused["code"] == 500_910)
            for _ in 0..<FailureExports.kept + 5 {
                await Self.finish(harness)
                harness.clock.advance(seconds: 1)
                #expect(try await Self.call(client, .post, Self.path, "{\(Self.window)}").status == 200)
            }
            var seen = 0
            var token = ""
            repeat {
                let page = try await Self.call(client, .get, "\(Self.path)?limit=7&token=\(token)")
                seen += page["exported_data"].array?.count ?? 0
                token = page["next"].string ?? ""
            } while !token.isEmpty
            #expect(seen == FailureExports.kept)
            let other = try await Self.call(client, .get, Self.path + "/0123456789abcdef")
            #expect(other.status == 400 && other["code"] == 400_201)
        }
    }
}
