import HTTPTypes
import HeraldJSON
import HeraldStore
import Testing

@testable import HeraldAPI

@Suite struct ServerRouteTests {
    @Test func healthNeedsNoKey() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let anonymous = client.with(token: nil)
            #expect(try await anonymous.get("/healthz").json == ["status": "ok"])
            #expect(try await anonymous.get("/readyz").json == ["status": "ready"])
            let page = try await anonymous.get("/")
            #expect(page.status == 200 && page.text.contains("Herald"))
        }
    }

    @Test func readinessNamesWhatIsWrong() async throws {
        let harness = try await Harness()
        harness.engine.stop()
        await harness.store.close()
        try await harness.run { client in
            let reply = try await client.get("/readyz")
            #expect(reply.status == 503 && reply.isProblem && reply.code == "not_ready")
            #expect(reply["detail"].string?.contains("engine") == true)
            #expect(reply["detail"].string?.contains("store") == true)
            #expect(reply.headers[.retryAfter] != nil)
        }
    }

    @Test func metricsCountWhatHappened() async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            _ = try await client.webhook(network)
            let body = #"{"type":"channel.didCreate","data":{},"id":"1"}"#
            _ = try await client.post(network + "/events", body)
            _ = try await client.post(network + "/events", body)
            let text = try await client.get("/metrics").text
            #expect(text.contains(#"herald_events_total{result="accepted"} 1"#))
            #expect(text.contains(#"herald_events_total{result="duplicate"} 1"#))
            #expect(text.contains("herald_deliveries_created_total 1"))
            #expect(text.contains("herald_backlog_deliveries 1"))
            #expect(text.contains("herald_webhook_breaker_open 3"))
            #expect(text.contains(#"herald_api_requests_total{status="202"} 2"#))
        }
    }

    @Test func everyAnswerCarriesTheCommonHeaders() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            for path in ["/healthz", "/v1/networks", "/nothing/here"] {
                let reply = try await client.get(path)
                #expect(reply.headers[.xContentTypeOptions] == "nosniff")
                #expect(reply.headers[.cacheControl] == "no-store")
                let name = try #require(HTTPField.Name("x-request-id"))
                #expect(reply.headers[name]?.isEmpty == false)
            }
        }
    }

    @Test func unknownRoutesAndMethodsAreProblems() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let unknown = try await client.get("/v1/nothing")
            #expect(unknown.status == 404 && unknown.isProblem && unknown.code == "unknown_route")
            #expect(unknown["type"] == "urn:herald:problem:unknown_route")
            let method = try await client.call(.put, "/v1/networks")
            #expect(method.status == 405 && method.code == "method_not_allowed")
            #expect(method.headers[.allow] == "GET, HEAD, POST")
        }
    }

    @Test func theDescriptionNamesExactlyTheRoutesThereAre() async throws {
        let harness = try await Harness()
        try await harness.run { client in
            let document = try await client.with(token: nil).get("/openapi.json").json
            let paths = try #require(document["paths"]?.object)
            var described: Set<String> = []
            for path in paths.members {
                for method in path.value.object?.keys ?? [] {
                    described.insert("\(method.uppercased()) \(path.key)")
                }
            }
            #expect(described == Set(APIRouter.table(welcomes: true).names))
        }
    }
}
