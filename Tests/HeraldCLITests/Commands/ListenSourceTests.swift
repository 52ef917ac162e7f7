import Foundation
import HeraldJSON
import Synchronization
import Testing

@testable import HeraldCLI

/// `herald listen --source` against a server that answers as Herald does.
@Suite struct ListenSourceTests {
    private static let body = #"{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}"#
    /// Of the secret `whsec-test-1`.
    private static let signature = "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="

    private static func frame(_ id: String, signature: String = signature) -> String {
        let data: JSONValue = [
            "heraldId": .string(id), "sourceId": "src_1", "provider": "socialplus",
            "headers": [
                ["name": "Content-Type", "value": "application/json"],
                ["name": "x-amity-signature", "value": .string(signature)],
            ],
            "bodyBase64": .string(Data(body.utf8).base64EncodedString()),
        ]
        return "id: \(id)\nevent: channel.didClose\ndata: \(data.encodedString)\n\n"
    }

    private static func server(_ stream: @escaping @Sendable (CannedServer.Call) -> ReceiverReply) -> CannedServer {
        CannedServer { call in
            if call.target.contains("/requests/stream") { return stream(call) }
            if call.target.contains("/events") { return .json(200, #"{"data":[{"heraldId":"evt_0000000000001"}]}"#) }
            return .json(200, #"{"id":"src_1","name":"production","provider":"socialplus"}"#)
        }
    }

    private static func reply(_ frames: String) -> ReceiverReply { .json(200, ": following\n\n" + frames) }

    private static func listen(_ url: String, _ arguments: [String]) async -> (HeraldCLI.ExitStatus, ConsoleRecorder) {
        let recorder = ConsoleRecorder()
        let all = ["listen", "--source", "src_1", "--network", "net_0000000000001", "--server", url, "--key", "k"]
        return (await recorder.run(all + arguments), recorder)
    }

    @Test func passesOnWhatASourceTookInUnchanged() async throws {
        let server = Self.server { _ in
            Self.reply(Self.frame("evt_0000000000002") + Self.frame("evt_0000000000003"))
        }
        let arrived = Mutex<[HeraldCLI.ReceivedRequest]>([])
        let (status, recorder) = try await server.run { url in
            try await LiveReceiver.run({ request in
                arrived.withLock { $0.append(request) }
                return .ok
            }) { port in
                await Self.listen(url, ["--forward", "http://127.0.0.1:\(port)/hooks", "--limit", "2", "--brief"])
            }
        }
        #expect(status == .success, "\(recorder.errors)")
        #expect(recorder.output.contains("Following src_1 (production), socialplus"))
        #expect(recorder.output.contains("genuine    channel.didClose  POST /in/src_1"))
        let requests = arrived.withLock { $0 }
        #expect(requests.map(\.target) == ["/hooks", "/hooks"])
        #expect(requests.allSatisfy { $0.body == Array(Self.body.utf8) })
        func header(_ name: String) -> [String?] {
            requests.map { request in request.headers.first { $0.name.lowercased() == name }?.value }
        }
        #expect(header("x-amity-signature") == [Self.signature, Self.signature])
        #expect(header("herald-event-id") == ["evt_0000000000002", "evt_0000000000003"])
        #expect(header("content-type") == ["application/json", "application/json"])
        #expect(server.received.allSatisfy { $0.authorization == "Bearer k" })
        #expect(server.received.last?.target.contains("lastEventId=evt_0000000000001&limit=2") == true)
    }

    @Test func aLostStreamGoesOnWhereItWas() async throws {
        let calls = Atomic<Int>(0)
        let server = Self.server { _ in
            let number = calls.add(1, ordering: .relaxed).newValue
            return Self.reply(Self.frame("evt_000000000000\(number + 1)"))
        }
        let (status, recorder) = try await server.run { url in
            await Self.listen(url, ["--after", "evt_0000000000000", "--limit", "2", "--json"])
        }
        #expect(status == .success, "\(recorder.errors)")
        let streams = server.received.map(\.target).filter { $0.contains("stream") }
        #expect(streams.count == 2)
        #expect(streams.first?.contains("lastEventId=evt_0000000000000&limit=2") == true)
        #expect(streams.last?.contains("lastEventId=evt_0000000000002&limit=1") == true)
        let lines = recorder.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(try lines.allSatisfy { try JSONValue(parsing: Array($0.utf8))["verdict"] == "genuine" })
    }

    @Test(arguments: [("whsec-test-1", "verified"), ("of-somebody-else", "(expected)")])
    func aGivenSecretIsTriedOut(secret: String, shown: String) async throws {
        let server = Self.server { _ in Self.reply(Self.frame("evt_0000000000002")) }
        let (status, recorder) = try await server.run { url in
            await Self.listen(url, ["--limit", "1", "--secret", secret])
        }
        #expect(status == .success && recorder.output.contains(shown), "\(recorder.output)")
        #expect(!recorder.output.contains(secret))
    }

    @Test func aKeyThatMayNotIsToldSo() async throws {
        let server = Self.server { _ in
            .json(403, #"{"code":"forbidden","detail":"This call needs the role 'admin', 'manage' or 'consume'."}"#)
        }
        let (status, recorder) = try await server.run { url in await Self.listen(url, []) }
        #expect(status == .notAuthorised && recorder.errors.contains("'consume'"))
    }

    @Test(arguments: [
        ["--after", "evt_0000000000001"], ["--limit", "3"], ["--source", "src_1", "--after", "x"],
        ["--source", "src_1", "--limit", "0"], ["--source", "src_1", "--fail-rate", "0.5"],
        ["--source", "src_1", "--status", "500"],
    ])
    func optionsThatDoNotFitAreRefused(arguments: [String]) async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["listen"] + arguments) == .usage)
    }
}
