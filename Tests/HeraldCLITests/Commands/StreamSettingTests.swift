import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct StreamSettingTests {
    /// The reference's token for the secret `secret` (`reference/stream-chat.md` §12).
    private static let token =
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzZXJ2ZXIiOnRydWV9.DHnfQolWsEGFcTR7ZwVBbIVUFAvxzDJXzB6UlyU-7JQ"
    private static let app = #"{"app":{"name":"My app","webhook_url":"https://x.example/a"},"duration":"1ms"}"#

    private func run(_ arguments: [String], on server: CannedServer, environment: [String: String] = [:]) async throws
        -> (HeraldCLI.ExitStatus, ConsoleRecorder)
    {
        let recorder = ConsoleRecorder()
        let keys = environment.isEmpty ? ["--api-key", "k1", "--api-secret", "secret"] : []
        let status = try await server.run { url in
            await recorder.run(arguments + ["--server", url] + keys, environment: environment)
        }
        return (status, recorder)
    }

    @Test func theTokenIsTheReferences() { #expect(StreamAppClient.serverToken(secret: "secret") == Self.token) }

    @Test(arguments: [
        ("chat:webhook:push", "webhook_url"), ("chat:push:webhook", "webhook_url"),
        ("chat:webhook:before-message-send", "before_message_send_hook_url"),
        ("chat:webhook:custom-commands", "custom_action_handler_url"),
    ])
    func changesOneField(command: String, field: String) async throws {
        let server = CannedServer { _ in .json(200, #"{"duration":"1ms"}"#) }
        let (status, recorder) = try await run([command, "-u", "https://x.example/hooks"], on: server)
        #expect(status == .success)
        #expect(recorder.output == "\(field) is now https://x.example/hooks\n")
        #expect(
            server.received == [
                CannedServer.Call(
                    method: "PATCH", target: "/app?api_key=k1", authorization: Self.token,
                    body: #"{"\#(field)":"https://x.example/hooks"}"#)
            ])
    }

    @Test func printsTheSettingsWhenAsked() async throws {
        let server = CannedServer { $0.method == "GET" ? .json(200, Self.app) : .json(200, "{}") }
        let environment = ["STREAM_KEY": "k1", "STREAM_SECRET": "secret"]
        let (status, recorder) = try await run(
            ["chat:webhook:push", "--url", "https://x.example/a", "-j"], on: server, environment: environment)
        #expect(status == .success)
        #expect(try JSONValue(parsing: recorder.output)["name"] == "My app")
        #expect(server.received.map(\.method) == ["PATCH", "GET"])
        #expect(server.received.allSatisfy { $0.authorization == Self.token })
    }

    @Test func anEmptyURLClears() async throws {
        let server = CannedServer { _ in .json(200, "{}") }
        let (status, recorder) = try await run(["chat:webhook:push", "--url", ""], on: server)
        #expect(status == .success)
        #expect(recorder.output == "webhook_url is empty now: events go nowhere.\n")
        #expect(server.received.first?.body == #"{"webhook_url":""}"#)
    }

    @Test func customCommandsMayNameTheCommandInTheURL() async throws {
        let server = CannedServer { _ in .json(200, "{}") }
        let url = "https://x.example/commands/{type}?type={type}"
        let (status, recorder) = try await run(["chat:webhook:custom-commands", "--url", url], on: server)
        #expect(status == .success)
        #expect(recorder.output.contains("custom_action_handler_url is now https://x.example/commands/{type}"))
        #expect(try JSONValue(parsing: server.received.first?.body ?? "")["custom_action_handler_url"] == .string(url))
    }

    @Test(arguments: [
        (401, HeraldCLI.ExitStatus.notAuthorised), (400, .failure), (429, .failure),
    ])
    func refusalsInStreamsShapeAreRead(status: Int, exit: HeraldCLI.ExitStatus) async throws {
        let server = CannedServer { _ in
            .json(status, #"{"code":43,"message":"the signature is invalid","StatusCode":\#(status),"duration":"0ms"}"#)
        }
        let (result, recorder) = try await run(["chat:webhook:push", "--url", "https://x.example/"], on: server)
        #expect(result == exit)
        #expect(recorder.errors.contains("error: the signature is invalid [code 43]"))
        #expect(!recorder.errors.contains("secret\n") && recorder.output.isEmpty)
    }

    @Test func nobodyIsAskedWithoutATerminal() async throws {
        let server = CannedServer { _ in .json(200, "{}") }
        let (status, recorder) = try await run(["chat:webhook:push"], on: server)
        #expect(status == .usage)
        #expect(recorder.errors.contains("No URL was given"))
        #expect(server.received.isEmpty)
    }
}
