import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCLI

@Suite struct SourceCommandTests {
    private static let network = "net_0000000000001"
    private static let source = "src_0000000000002"
    private static let list = "/v1/networks/\(network)/sources"
    private static let one = "\(list)/\(source)"
    private static let shown = #"""
        {"id":"src_0000000000002","name":"production","provider":"stream","ingestPath":"/in/src_0000000000002",
         "enabled":true,"secrets":[{"hint":"…cdef","apiKey":"k1","expiresAt":null},
         {"hint":"…0123","apiKey":null,"expiresAt":"2026-01-02T00:00:00.000Z"}],
         "stats":{"accepted":5,"duplicates":2,"refused":{"missing_signature":1,"signature_mismatch":3},
         "answerTimeMs":{"p50":1.5,"p99":4.25},"lastEventAt":"2026-01-01T00:00:00.000Z"},
         "createdAt":"2025-12-31T00:00:00.000Z","updatedAt":"2025-12-31T00:00:00.000Z"}
        """#

    private func run(_ arguments: [String], on server: CannedServer) async throws -> (
        status: HeraldCLI.ExitStatus, console: ConsoleRecorder
    ) {
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(
                ["sources"] + arguments + ["--network", Self.network, "--server", url, "--key", "test-key"])
        }
        return (status, recorder)
    }

    /// What a command asks of the server.
    static let calls: [(arguments: [String], method: String, target: String, body: JSONValue?)] = [
        (
            ["add", "--provider", "socialplus", "--secret", "s1", "--secret", "a:b", "--name", "n"], "POST", list,
            ["provider": "socialplus", "secrets": ["s1", "a:b"], "name": "n"]
        ),
        (
            ["add", "--provider", "stream", "--secret", "k1:s:1", "--secret", "s2"], "POST", list,
            ["provider": "stream", "secrets": [["apiKey": "k1", "secret": "s:1"], "s2"]]
        ),
        (["add", "--provider", "sendbird"], "POST", list, ["provider": "sendbird"]),
        (["list"], "GET", list, nil), (["show", source], "GET", one, nil),
        (["update", source, "--name", "new"], "PATCH", one, ["name": "new"]),
        (["update", source, "--no-enabled"], "PATCH", one, ["enabled": false]),
        (["update", source, "--enabled", "--name", ""], "PATCH", one, ["name": "", "enabled": true]),
        (
            ["update", source, "--allow", "provider", "--allow", "192.0.2.0/24"], "PATCH", one,
            ["allowedAddresses": ["provider", "192.0.2.0/24"]]
        ),
        (["update", source, "--allow-all"], "PATCH", one, ["allowedAddresses": .null]),
        (
            ["add", "--provider", "stream", "--secret", "s", "--allow", "provider"], "POST", list,
            ["provider": "stream", "secrets": ["s"], "allowedAddresses": ["provider"]]
        ),
        (["rotate", source, "--secret", "s3"], "POST", one + "/rotate-secret", ["secret": "s3"]),
        (
            ["rotate", source, "--secret", "s3", "--api-key", "k2", "--overlap", "0"], "POST", one + "/rotate-secret",
            ["secret": "s3", "apiKey": "k2", "overlapSeconds": 0]
        ),
        (["delete", source], "DELETE", one, nil),
    ]

    @Test(arguments: calls)
    func asksTheServer(arguments: [String], method: String, target: String, body: JSONValue?) async throws {
        let server = CannedServer { call in
            switch call.method {
            case "DELETE": .json(204, "")
            case "GET" where call.target == Self.list: .json(200, #"{"data":[\#(Self.shown)],"nextCursor":null}"#)
            default: .json(call.method == "POST" ? 201 : 200, Self.shown)
            }
        }
        let (status, console) = try await run(arguments, on: server)
        #expect(status == .success, "\(console.errors)")
        #expect(server.received.map(\.method) == [method] && server.received.map(\.target) == [target])
        #expect(server.received.allSatisfy { $0.authorization == "Bearer test-key" })
        let sent = server.received.first?.body ?? ""
        if let body { #expect(try JSONValue(parsing: sent) == body) } else { #expect(sent.isEmpty) }
    }

    @Test func showsTheAddressTheSecretsHintsAndTheCounts() async throws {
        let server = CannedServer { _ in .json(200, Self.shown) }
        let (status, console) = try await run(["show", Self.source], on: server)
        #expect(status == .success)
        for text in [
            "production", "/in/src_0000000000002", "…cdef of API key k1",
            "…0123, accepted until 2026-01-02T00:00:00.000Z", "missing_signature: 1, signature_mismatch: 3",
            "p50 1.5, p99 4.25",
        ] {
            #expect(console.output.contains(text), "\(text) is not in:\n\(console.output)")
        }
        let address = console.output.split(separator: "\n").first { $0.hasPrefix("ingestUrl") }
        #expect(address?.contains("http://127.0.0.1:") == true)
    }

    @Test func listsAllOrSaysHowToBegin() async throws {
        let some = CannedServer { _ in .json(200, #"{"data":[\#(Self.shown)],"nextCursor":null}"#) }
        let (_, table) = try await run(["list"], on: some)
        let lines = table.output.split(separator: "\n")
        #expect(lines.count == 2 && lines.first?.hasPrefix("ID") == true)
        #expect(lines.last?.contains("stream") == true && lines.last?.contains("missing_signature: 1") == true)
        let none = CannedServer { _ in .json(200, #"{"data":[],"nextCursor":null}"#) }
        #expect(try await run(["list"], on: none).console.output.contains("herald sources add"))
    }

    @Test(arguments: Dialect.allCases)
    func addingSaysWhereTheAddressBelongs(provider: Dialect) async throws {
        let server = CannedServer { _ in .json(201, Self.shown) }
        let (status, console) = try await run(["add", "--provider", provider.rawValue, "--secret", "s"], on: server)
        #expect(status == .success)
        #expect(console.output.contains(SourceView.hint(for: provider)))
        #expect(!console.output.contains("\"id\""))
    }

    @Test(arguments: [["add", "--provider", "stream", "--secret", "s"], ["list"], ["show", source]])
    func printsJSONWhenAsked(arguments: [String]) async throws {
        let server = CannedServer { _ in .json(200, Self.shown) }
        let (status, console) = try await run(arguments + ["--json"], on: server)
        #expect(status == .success)
        #expect(try JSONValue(parsing: console.output)["id"] == .string(Self.source))
    }

    /// What is wrong on the command line is said before anybody is asked.
    @Test(arguments: [
        (["add", "--secret", "s"], "--provider"), (["add", "--provider", "other", "--secret", "s"], "other"),
        (["update", source], "Nothing to change"),
        (["update", source, "--allow", "provider", "--allow-all"], "not both"), (["rotate", source], "--secret"),
        (["rotate", source, "--secret", "s", "--overlap", "soon"], "soon"), (["show"], "source"),
        (["delete"], "source"),
    ])
    func badInputIsNamed(arguments: [String], text: String) async throws {
        let server = CannedServer { _ in .json(200, Self.shown) }
        let (status, console) = try await run(arguments, on: server)
        #expect(status == .usage)
        #expect(console.errors.contains(text), "\(console.errors)")
        #expect(server.received.isEmpty)
    }

    @Test func theServersRefusalsAreTold() async throws {
        let problem = #"""
            {"type":"about:blank","title":"Invalid","status":422,"code":"invalid","detail":"The request is not valid.",
             "errors":[{"pointer":"/secrets/0","detail":"must be 'whsec_' and base64"}]}
            """#
        let server = CannedServer { _ in .json(422, problem) }
        let (status, console) = try await run(["add", "--provider", "standard", "--secret", "top-secret"], on: server)
        #expect(status == .failure)
        #expect(console.errors.contains("/secrets/0") && console.errors.contains("whsec_"))
        #expect(!console.errors.contains("top-secret") && console.output.isEmpty)
        let unknown = CannedServer { _ in .json(404, #"{"code":"not_found","detail":"There is no such source."}"#) }
        #expect(try await run(["show", Self.source], on: unknown).status == .failure)
    }
}
