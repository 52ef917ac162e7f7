import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct APIClientTests {
    private static let problem = """
        {"type":"urn:x","title":"Invalid","status":422,"detail":"The event was refused.","code":"invalid_event",\
        "errors":[{"pointer":"/events/0/type","detail":"is unknown.","suggestions":["message.didCreate"]}]}
        """

    @Test(arguments: [
        (401, HeraldCLI.ExitStatus.notAuthorised), (403, .notAuthorised), (404, .failure), (422, .failure),
        (500, .failure),
    ])
    func problemsBecomeFailures(status: Int, exit: HeraldCLI.ExitStatus) async throws {
        let server = CannedServer { _ in .json(status, Self.problem) }
        let recorder = ConsoleRecorder()
        let result = try await server.run { url in
            await recorder.run(["networks", "list", "--server", url, "--key", "topsecret"])
        }
        #expect(result == exit)
        #expect(recorder.errors.contains("error: The event was refused. [invalid_event]"))
        #expect(recorder.errors.contains("  - /events/0/type: is unknown. Nearest: message.didCreate."))
        #expect(!recorder.errors.contains("topsecret"))
        #expect(server.received.first?.authorization == "Bearer topsecret")
    }

    @Test func anUnreachableServerHasItsOwnStatus() async throws {
        // The port was free a moment ago and nobody listens on it.
        let port = try await LiveReceiver.run({ _ in .ok }) { port in port }
        let recorder = ConsoleRecorder()
        let status = await recorder.run(["networks", "list", "--server", "http://127.0.0.1:\(port)"])
        #expect(status == .unreachable)
        #expect(recorder.errors.contains("hint: "))
    }

    @Test func somethingThatIsNotHeraldIsRecognised() async throws {
        let server = CannedServer { _ in .json(200, "<html>") }
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in await recorder.run(["keys", "list", "--server", url]) }
        #expect(status == .failure)
        #expect(recorder.errors.contains("not JSON"))
    }

    @Test func listsFollowCursors() async throws {
        let server = CannedServer { call in
            call.target.contains("cursor=c2")
                ? .json(200, #"{"data":[{"id":"b"}],"nextCursor":null}"#)
                : .json(200, #"{"data":[{"id":"a"}],"nextCursor":"c2"}"#)
        }
        let ids = try await server.run { url in
            try await APIClient(base: url, key: nil).all("/v1/networks", limit: 10).map { $0.text("id") }
        }
        #expect(ids == ["a", "b"])
    }

    @Test func networksAreFoundByNameAndShownAsATable() async throws {
        let server = CannedServer { call in
            switch call.target {
            case let target where target.hasPrefix("/v1/networks?"):
                .json(200, #"{"data":[{"id":"net_1","name":"App"},{"id":"net_2","name":"Other"}],"nextCursor":null}"#)
            case let target where target.hasPrefix("/v1/networks/net_2/webhooks"):
                .json(
                    200,
                    #"{"data":[{"id":"whk_1","url":"https://x.example/?k=v","events":["*"],"paused":true}],"nextCursor":null}"#
                )
            default: .json(404, "{}")
            }
        }
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["webhooks", "list"], environment: ["HERALD_SERVER": url, "HERALD_NETWORK": "Other"])
        }
        #expect(status == .success)
        #expect(recorder.output.contains("whk_1  https://x.example/?k=***  *"))
        #expect(recorder.output.contains("paused"))
    }

    @Test func jsonIsTheServersOwn() async throws {
        let body = #"{"data":[{"id":"net_1","name":"App","anything":1.50}],"nextCursor":null}"#
        let server = CannedServer { _ in .json(200, body) }
        let recorder = ConsoleRecorder()
        _ = try await server.run { url in await recorder.run(["networks", "list", "--json", "--server", url]) }
        #expect(recorder.output == body + "\n")
    }

    @Test(arguments: [
        ("a b&c", "a%20b%26c"), ("message.didCreate", "message.didCreate"), ("x/y", "x%2Fy"), ("é", "%C3%A9"),
    ])
    func escapes(text: String, escaped: String) { #expect(APIClient.escape(text) == escaped) }
}
