import HeraldGzip
import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldTestSupport
import NIOCore
import Testing

/// What a hook answers over a real socket, and what that comes to: open and closed.
@Suite struct HookAnswerTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: @Sendable (ScriptedServer.Request) -> Void
        /// Nil when the failure rule decides.
        let verdict: MessageVerdict.Decision?
        var code: String?
        var decidedBy = DecidedBy.error
        var testDescription: String { name }

        init(
            _ name: String, _ verdict: MessageVerdict.Decision?, code: String? = nil, decidedBy: DecidedBy = .error,
            answer: @escaping @Sendable (ScriptedServer.Request) -> Void
        ) {
            self.name = name
            self.answer = answer
            self.verdict = verdict
            self.code = code
            self.decidedBy = verdict == nil ? decidedBy : .hook
        }
    }

    private static let rewritten = #"{"message":{"text":"**"}}"#

    private static let rows: [Row] = [
        Row("unchanged", .accepted) { $0.answer("{}") },
        Row("rewritten", .modified) { $0.answer(rewritten) },
        Row("rejected", .rejected) { $0.answer(#"{"message":{"type":"error","text":"no"}}"#) },
        Row("204", .accepted) { $0.send("HTTP/1.1 204 No Content\r\n\r\n") },
        Row("200 without a body", .accepted) { $0.answer("") },
        Row("another content type", .modified) { request in
            request.send(
                "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: \(rewritten.utf8.count)\r\n\r\n\(rewritten)"
            )
        },
        Row("chunked in pieces", .modified) { request in
            let pieces = rewritten.map { "1\r\n\($0)\r\n" }.joined()
            request.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\(pieces)0\r\n\r\n")
        },
        Row("ended by closing", .modified) { $0.sendAndClose("HTTP/1.1 200 OK\r\n\r\n\(rewritten)") },
        Row("gzip", .modified) { $0.send(gzip: Array(rewritten.utf8)) },
        Row("gzip without a header", .modified) { $0.send(gzip: Array(rewritten.utf8), header: "") },
        Row("a gzip bomb", nil, code: "answer_too_large") {
            $0.send(gzip: Array(repeating: UInt8(ascii: " "), count: 8 << 20))
        },
        Row("broken gzip", nil, code: "answer_undecodable") { request in
            request.send(bytes: [0x1F, 0x8B, 8, 0, 1, 2, 3])
        },
        Row("brotli", nil, code: "answer_not_json") { request in request.send(bytes: [0x8B, 0x02, 0x80, 0x7B]) },
        Row("garbage", nil, code: "answer_not_json") { $0.answer("<html>oops</html>") },
        Row("half a document", nil, code: "answer_not_json") { $0.answer(#"{"message":{"text":"#) },
        Row("no UTF-8", nil, code: "answer_not_json") { $0.send(bytes: Array(#"{"message":{"text":""#.utf8) + [0xFF]) },
        Row("wrong types", nil, code: "answer_invalid") { $0.answer(#"{"message":{"text":["x"]}}"#) },
        Row("1 MB", nil, code: "answer_too_large") {
            $0.answer(#"{"message":{"text":"\#(String(repeating: "x", count: 1 << 20))"}}"#)
        },
        Row("1 MB in chunks", nil, code: "answer_too_large") { request in
            let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
            request.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 256))
        },
        Row("without end", nil, code: "answer_too_large") { request in
            request.send("HTTP/1.1 200 OK\r\n\r\n")
            request.flood(" ")
        },
        Row("redirect", nil, code: "answer_status") {
            $0.send("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n")
        },
        Row("400 with a verdict", nil, code: "answer_status") { request in
            let body = #"{"message":{"type":"error","text":"no"}}"#
            request.send("HTTP/1.1 400 Bad\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
        },
        Row("500", nil, code: "answer_status") { $0.send("HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n") },
        Row("no HTTP", nil, code: "invalid_response") { $0.sendAndClose("SSH-2.0-OpenSSH_9.2\r\n\r\n") },
        Row("hangs up", nil, code: "connection_closed") { $0.sendAndClose("") },
        Row("resets", nil, code: "connection_closed") { $0.reset() },
        Row("an endless head", nil, code: "response_too_large") { request in
            request.send("HTTP/1.1 200 OK\r\n")
            request.flood("x-a: \(String(repeating: "y", count: 100))\r\n")
        },
    ]

    @Test(arguments: rows)
    func everyAnswerHasItsVerdict(row: Row) async throws {
        try await HookWorld.run(script: row.answer) { world in
            for rule in Hook.FailureAction.allCases {
                let outcome = await world.ask(world.hook(onFailure: rule))
                let expected = row.verdict ?? (rule == .allow ? .accepted : .rejected)
                #expect(outcome.verdict.decision == expected)
                #expect(outcome.decidedBy == row.decidedBy)
                #expect(outcome.fault?.code == row.code)
                #expect(outcome.fault?.timer == nil)
                if expected == .accepted { #expect(outcome.verdict.message == .object(HookWorld.message)) }
            }
            #expect(world.caller.records(of: world.hook().key).count == 2)
        }
    }

    @Test func aLongAnswerWithinTheLimitIsTaken() async throws {
        var settings = HookSettings()
        settings.answerBytes = 2 << 20
        let text = String(repeating: "x", count: 1 << 20)
        try await HookWorld.run(settings: settings) { request in
            request.answer(#"{"message":{"text":"\#(text)"}}"#)
        } body: { world in
            let outcome = await world.ask(world.hook())
            #expect(outcome.verdict.message["text"]?.string?.utf8.count == 1 << 20)
        }
    }

    @Test func connectionsAreKept() async throws {
        try await HookWorld.run {
            $0.answer("{}")
        } body: { world in
            for _ in 1...3 { #expect(await world.ask(world.hook()).decidedBy == .hook) }
            // Usually one; a machine that stands still for long lets it go idle.
            #expect(world.server.connections < 3 && world.server.requests == 3)
        }
    }
}

extension ScriptedServer.Request {
    /// Sends `200` with a compressed body.
    fileprivate func send(gzip body: [UInt8], header: String = "content-encoding: gzip\r\n") {
        guard let compressed = try? Gzip.compress(body) else { return }
        send(bytes: compressed, header: header)
    }

    /// Sends `200` with a body that is no text.
    fileprivate func send(bytes body: [UInt8], header: String = "") {
        var buffer = ByteBuffer(string: "HTTP/1.1 200 OK\r\n\(header)content-length: \(body.count)\r\n\r\n")
        buffer.writeBytes(body)
        channel.writeAndFlush(buffer, promise: nil)
    }
}
