import HeraldJSON
import HeraldTestSupport
import Testing

/// A chat app asks a hook through a server of its own: what it sees, whatever the hook does.
@Suite(.serialized)
struct HookTests {
    private static let question: JSONValue = [
        "message": ["text": "hello 😀 </b>", "type": "regular"], "user": ["id": "ann"], "channel": ["id": "fun"],
    ]

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let open: String
        let closed: String
        let decidedBy: String
        let answer: @Sendable (ScriptedServer.Request) -> Void
    }

    private static let rows: [Row] = [
        Row(testDescription: "unchanged", open: "accepted", closed: "accepted", decidedBy: "hook") { $0.answer("{}") },
        Row(testDescription: "rewritten", open: "modified", closed: "modified", decidedBy: "hook") {
            $0.answer(#"{"message":{"text":"**"}}"#)
        },
        Row(testDescription: "rejected", open: "rejected", closed: "rejected", decidedBy: "hook") {
            $0.answer(#"{"message":{"type":"error","text":"no"}}"#)
        },
        Row(testDescription: "down", open: "accepted", closed: "rejected", decidedBy: "error") { $0.reset() },
        Row(testDescription: "slow", open: "accepted", closed: "rejected", decidedBy: "timeout") { _ in },
        Row(testDescription: "garbage", open: "accepted", closed: "rejected", decidedBy: "error") { $0.answer("<p>") },
        Row(testDescription: "1 MB", open: "accepted", closed: "rejected", decidedBy: "error") {
            $0.answer(#"{"message":{"text":"\#(String(repeating: "x", count: 1 << 20))"}}"#)
        },
    ]

    @Test(.timeLimit(.minutes(10)), arguments: rows)
    func theAppSeesOneVerdict(row: Row) async throws {
        try await ScriptedServer.run(onRequest: row.answer) { hook in
            try await withServer { client, _ in
                let path = try await client.makeNetwork(["dialect": "stream"]) + "/hooks/before-message-send"
                for (rule, verdict) in [("allow", row.open), ("deny", row.closed)] {
                    let settings: JSONValue = [
                        "url": .string("http://127.0.0.1:\(hook.port)/"), "onFailure": .string(rule),
                        "timeoutMs": row.decidedBy == "timeout" ? 100 : 5000,
                    ]
                    _ = try await client.call("PUT", path, settings)
                    let answer = try await client.expect(200, "POST", path + "/calls", Self.question)
                    #expect(answer["verdict"]?.string == verdict, "\(answer.encodedString)")
                    #expect(answer["decidedBy"]?.string == row.decidedBy)
                    if verdict == "accepted" { #expect(answer["message"] == Self.question["message"]) }
                }
                let calls = try await client.expect(200, "GET", path + "/calls")
                #expect(calls["data"]?.array?.count == 2)
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func hooksAndCommandsOutliveTheProcess() async throws {
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let first = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
        defer { first.killHard() }
        try await first.start()
        var client = HeraldClient(url: first.url, key: first.adminKey)
        let network = try await client.makeNetwork()
        try await client.expect(
            201, "PUT", network + "/hooks/pre-hook", ["url": "http://127.0.0.1:9/", "onFailure": "deny"])
        try await client.expect(201, "POST", network + "/commands", ["name": "ticket", "args": "[text]"])
        let hook = try await client.expect(200, "GET", network + "/hooks/pre-hook")
        first.killHard()

        let second = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
        defer { second.killHard() }
        try await second.start()
        client = HeraldClient(url: second.url, key: second.adminKey)
        #expect(try await client.expect(200, "GET", network + "/hooks/pre-hook") == hook)
        let command = try await client.expect(200, "GET", network + "/commands/ticket")
        #expect(command["args"]?.string == "[text]")
    }
}
