import HeraldGzip
import HeraldJSON
import HeraldModel
import HeraldReceiver
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
