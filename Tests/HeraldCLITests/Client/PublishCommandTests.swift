import HeraldJSON
import Synchronization
import Testing

@testable import HeraldCLI

@Suite struct PublishCommandTests {
    /// Accepts what it gets, as a server would.
    private static func accept(_ call: CannedServer.Call) -> ReceiverReply {
        let events = (try? JSONValue(parsing: call.body))?.array ?? []
        let accepted = events.map { event -> JSONValue in
            [
                "id": event["id"] ?? "evt_1", "type": event["type"] ?? "",
                "duplicate": event["id"] == "d" ? true : false, "deliveries": 2,
            ]
        }
        return .json(202, JSONValue.object(JSONObject([.init("events", .array(accepted))])).encodedString)
    }

    private static let network = "net_0000000000001"

    @Test func countsWhatWasAccepted() async throws {
        let server = CannedServer(Self.accept)
        let file = try TemporaryFile(#"{"type":"a","data":{},"id":"d"}"# + "\n" + #"{"type":"b","data":{}}"#)
        let path = file.path
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["publish", path, "--network", Self.network, "--server", url])
        }
        #expect(status == .success)
        #expect(recorder.output == "Published 2 events in 1 batch, 4 deliveries, 1 duplicates.\n")
        #expect(server.received.map(\.target) == ["/v1/networks/\(Self.network)/events"])
    }

    @Test func splitsLargeInputs() async throws {
        let server = CannedServer(Self.accept)
        let lines = (0..<2500).map { #"{"type":"a","data":{"n":\#($0)}}"# }
        let file = try TemporaryFile(lines.joined(separator: "\n"))
        let path = file.path
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["publish", path, "--network", Self.network, "--server", url])
        }
        #expect(status == .success)
        #expect(recorder.output.hasPrefix("Published 2500 events in 3 batches"))
        #expect(server.received.count == 3)
    }

    @Test func waitsWhenTheServerIsBusy() async throws {
        let busy = Mutex(1)
        let server = CannedServer { call in
            let isBusy = busy.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            return isBusy ? .json(503, #"{"code":"busy","detail":"Later."}"#) : Self.accept(call)
        }
        let file = try TemporaryFile(#"{"type":"a","data":{}}"#)
        let path = file.path
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["publish", path, "--network", Self.network, "--server", url])
        }
        #expect(status == .success)
        #expect(server.received.count == 2)
        #expect(recorder.errors.contains("busy (503)"))
    }

    @Test func aRefusedBatchEndsTheCommand() async throws {
        let server = CannedServer { _ in .json(422, #"{"code":"invalid","detail":"No.","errors":[]}"#) }
        let file = try TemporaryFile(#"{"type":"a","data":{}}"#)
        let path = file.path
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["publish", path, "--network", Self.network, "--server", url])
        }
        #expect(status == .failure)
        #expect(recorder.output.isEmpty)
    }

    @Test func aMissingFileIsNamed() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["publish", "/nowhere/events.json"]) == .failure)
        #expect(recorder.errors.contains("/nowhere/events.json"))
    }
}
