import HeraldGzip
import HeraldJSON
import HeraldModel
import HeraldReceiver
import Synchronization
import Testing

@testable import HeraldCLI

/// `trigger --to` and `listen` against each other, over real sockets.
@Suite struct TriggerListenTests {
    private func session(
        _ recorder: ConsoleRecorder, secret: String?, faults: FaultPlan = FaultPlan(rate: 0), forward: String? = nil,
        view: ListenSession.View = .brief
    ) throws -> ListenSession {
        let receiver = try secret.map { try Receiver(dialect: .socialplus, secrets: [$0]) }
        return ListenSession(
            console: recorder.console, receiver: receiver, view: view, forward: forward, faults: faults
        )
    }

    private func trigger(_ type: String, to port: Int, _ arguments: [String] = []) async -> (
        HeraldCLI.ExitStatus, ConsoleRecorder
    ) {
        let recorder = ConsoleRecorder()
        let all = ["trigger", type, "--to", "http://127.0.0.1:\(port)/hooks", "--secret", "s3cret-s3cret"] + arguments
        return (await recorder.run(all), recorder)
    }

    @Test(arguments: ["message.didCreate", "channel.didCreate", "v3.post.didCreate", "follow.didCreate"])
    func aSampleIsVerified(type: String) async throws {
        let heard = ConsoleRecorder()
        let session = try session(heard, secret: "s3cret-s3cret")
        let (status, sent) = try await LiveReceiver.run(session.answer) { port in await trigger(type, to: port) }
        #expect(status == .success)
        #expect(sent.output.contains("200 accepted"))
        #expect(session.counts.verified == 1)
        #expect(heard.output.contains("verified   \(type)  POST /hooks"))
        #expect(!sent.output.contains("s3cret") && !heard.output.contains("s3cret"))
    }

    @Test func listensToCompressedRequestsOfStream() async throws {
        let body = #"{"type":"message.new","cid":"messaging:fun","created_at":"2020-03-30T07:54:46.295138Z"}"#
        let headers: [(name: String, value: String)] = [
            ("X-Signature", "d74193d7f4b6323294052c87b7d97476ef5f08a4a783cd4c1be28e65b0c116bc"), ("X-Webhook-Id", "w1"),
            ("X-Webhook-Attempt", "2"), ("Content-Encoding", "gzip"),
        ]
        let request = ReceivedRequest(
            method: "POST", target: "/", headers: headers, body: try Gzip.compress(Array(body.utf8)))
        let receiver = Receiver(provider: .stream, secrets: ["secret"])
        for view in [ListenSession.View.full, .json] {
            let heard = ConsoleRecorder()
            let session = ListenSession(
                console: heard.console, receiver: receiver, view: view, faults: FaultPlan(rate: 0))
            #expect(await session.answer(request) == .ok)
            #expect(await session.answer(request) == .ok)
            #expect(session.counts.verified == 2 && session.counts.duplicates == 1)
            #expect(heard.output.contains("messaging:fun"))
            #expect(heard.output.contains(view == .json ? #""attempt":2"# : "attempt 2"))
        }
    }

    @Test func theSameSampleTwiceIsRecognised() async throws {
        let session = try session(ConsoleRecorder(), secret: "s3cret-s3cret")
        try await LiveReceiver.run(session.answer) { port in
            _ = await trigger("message.didCreate", to: port)
            _ = await trigger("message.didCreate", to: port)
            _ = await trigger("message.didCreate", to: port, ["--seed", "2"])
        }
        #expect(session.counts.verified == 3)
        #expect(session.counts.duplicates == 1)
    }

    @Test func anotherSecretIsRefusedAndExplained() async throws {
        let heard = ConsoleRecorder()
        let session = try session(heard, secret: "another", view: .full)
        let (status, sent) = try await LiveReceiver.run(session.answer) { port in
            await trigger("message.didCreate", to: port)
        }
        #expect(status == .failure)
        #expect(sent.output.contains("401 not accepted"))
        #expect(session.counts.rejected == 1)
        #expect(heard.output.contains("rejected"))
        #expect(heard.output.contains("does not match"))
    }

    /// One of the usual mistakes, with what is said and what is shown beside each other.
    struct Mistake: Sendable {
        var name: String
        var signature = "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="
        var body: [UInt8]
        var sentence: String
        var expected: String
        var received: String
    }

    static let closed = #"{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}"#
    static let mistakes = [
        Mistake(
            name: "wrong secret", signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", body: Array(closed.utf8),
            sentence: "the secret is of another webhook",
            expected: "- x-amity-signature: JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw=  (expected)",
            received: "+ x-amity-signature: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=  (received)"),
        Mistake(
            name: "hex instead of base64",
            signature: "25aad8463c353e8107f3d6cbff0e4747cf02a984887829c4c60a29e31f40b40c",
            body: Array(closed.utf8), sentence: "it is read as hexadecimal",
            expected: "- x-amity-signature: JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw=  (expected)",
            received: "+ x-amity-signature: 25aad846"),
        Mistake(
            name: "trailing newline", body: Array((closed + "\n").utf8), sentence: "the line break at the end",
            expected: #""c1"}}}(end)  (expected)"#, received: #""c1"}}}\n(end)  (received)"#),
        Mistake(
            name: "re-serialised body", body: Array(closed.replacing(":", with: ": ").utf8),
            sentence: "the body is minified", expected: #"- body: {"event":"channel.didClose"#,
            received: #"+ body: {"event": "channel.didClose"#),
        Mistake(
            name: "gzip", body: (try? Gzip.compress(Array(closed.utf8))) ?? [], sentence: "something compressed it",
            expected: #"- body: {"event":"channel.didClose"#, received: "+ body: (gzip, "),
    ]

    @Test(arguments: mistakes)
    func aMistakeIsExplainedAndShown(mistake: Mistake) async throws {
        let receiver = try Receiver(dialect: .socialplus, secrets: ["whsec-test-1"])
        let request = ReceivedRequest(
            method: "POST", target: "/", headers: [("x-amity-signature", mistake.signature)], body: mistake.body)
        let heard = ConsoleRecorder()
        let session = ListenSession(console: heard.console, receiver: receiver, view: .full, faults: FaultPlan(rate: 0))
        #expect(await session.answer(request).status == 401)
        let text = heard.output
        #expect(text.contains(mistake.sentence) && text.contains(mistake.expected) && text.contains(mistake.received))
        #expect(!text.contains("whsec-test-1"))
        let program = ConsoleRecorder()
        let other = ListenSession(console: program.console, receiver: receiver, view: .json, faults: FaultPlan(rate: 0))
        _ = await other.answer(request)
        let first = try JSONValue(parsing: program.output)["differences"]?.array?.first
        #expect(first?["expected"]?.string != nil && first?["received"]?.string != nil)
    }

    @Test func changedValuesTravel() async throws {
        let heard = ConsoleRecorder()
        let session = try session(heard, secret: "s3cret-s3cret", view: .json)
        let (status, _) = try await LiveReceiver.run(session.answer) { port in
            await trigger("message.didCreate", to: port, ["--set", "/messages/0/data/text=By hand"])
        }
        #expect(status == .success)
        let arrival = try JSONValue(parsing: heard.output)
        #expect(arrival["verdict"] == "verified")
        #expect(arrival[pointer: try JSONPointer("/body/data/messages/0/data/text")] == "By hand")
    }

    @Test func theLegacyRequestIsTold() async throws {
        let heard = ConsoleRecorder()
        let session = try session(heard, secret: "s3cret-s3cret")
        let (status, _) = try await LiveReceiver.run(session.answer) { port in
            await trigger("message.didCreate", to: port, ["--legacy"])
        }
        #expect(status == .success)
        #expect(heard.output.contains("legacy"))
        #expect(session.counts.verified == 0)
    }

    @Test func failsOnPurpose() async throws {
        let session = try session(ConsoleRecorder(), secret: nil, faults: FaultPlan(rate: 0.5))
        let statuses = try await LiveReceiver.run(session.answer) { port in
            var statuses: [HeraldCLI.ExitStatus] = []
            for _ in 0..<4 { statuses.append(await trigger("message.didCreate", to: port).0) }
            return statuses
        }
        #expect(statuses == [.success, .failure, .success, .failure])
        #expect(session.counts.failedOnPurpose == 2)
    }

    @Test func passesRequestsOnUnchanged() async throws {
        let inner = try session(ConsoleRecorder(), secret: "s3cret-s3cret")
        let heard = ConsoleRecorder()
        let status = try await LiveReceiver.run(inner.answer) { innerPort in
            let outer = try session(heard, secret: "s3cret-s3cret", forward: "http://127.0.0.1:\(innerPort)/app")
            return try await LiveReceiver.run(outer.answer) { port in await trigger("message.didCreate", to: port).0 }
        }
        #expect(status == .success)
        #expect(inner.counts.verified == 1)
        #expect(heard.output.contains("forwarded in"))
    }

    @Test func passesTheVeryBytesOnAndKeepsRefusedOnesBack() async throws {
        let body = Array(" {\"event\" : \"x\\/y\"}\n".utf8)
        let arrived = Mutex<[ReceivedRequest]>([])
        let heard = ConsoleRecorder()
        let replies = try await LiveReceiver.run({ request in
            arrived.withLock { $0.append(request) }
            return ReceiverReply(status: 202, body: Array("[1]".utf8))
        }) { port in
            let target = "http://127.0.0.1:\(port)/app?x=1"
            let open = try session(heard, secret: nil, forward: target)
            let request = ReceivedRequest(method: "POST", target: "/", headers: [("x-mine", "a b")], body: body)
            let strict = try session(heard, secret: "s3cret-s3cret", forward: target)
            return [await open.answer(request), await strict.answer(request)]
        }
        #expect(replies.map(\.status) == [202, 401] && replies.first?.body == Array("[1]".utf8))
        let passed = arrived.withLock { $0 }
        #expect(passed.count == 1)
        #expect(passed.first?.body == body && passed.first?.target == "/app?x=1")
        #expect(passed.first?.headers.contains { $0.name.lowercased() == "x-mine" && $0.value == "a b" } == true)
    }

    @Test func nobodyListening() async throws {
        let port = try await LiveReceiver.run({ _ in .ok }) { port in port }
        let (status, recorder) = await trigger("message.didCreate", to: port)
        #expect(status == .unreachable)
        #expect(recorder.errors.contains("herald listen"))
    }

    @Test func anUnknownTypeNamesTheNearest() async {
        let (status, recorder) = await trigger("message.didCreated", to: 1)
        #expect(status == .failure)
        #expect(recorder.errors.contains("message.didCreate?"))
    }

    @Test func aTakenPortIsExplained() async throws {
        let recorder = ConsoleRecorder()
        let status = try await LiveReceiver.run({ _ in .ok }) { port in
            await recorder.run(["listen", "--port", String(port)])
        }
        #expect(status == .failure)
        #expect(recorder.errors.contains("is taken"))
    }

    @Test(arguments: [(0.0, 0), (0.25, 5), (0.5, 10), (1.0, 20), (0.33, 6)])
    func faultsAreExact(rate: Double, expected: Int) {
        var plan = FaultPlan(rate: rate)
        #expect((0..<20).filter { _ in plan.next() }.count == expected)
    }
}
