import HeraldJSON
import Synchronization
import Testing

@testable import HeraldCLI

@Suite struct ConsumeTests {
    /// A server that hands out some events once and then none.
    private static func server(_ events: Int) -> CannedServer {
        let isTaken = Mutex(false)
        return CannedServer { call in
            guard call.target.hasSuffix("/lease") else { return .json(200, #"{"results":[]}"#) }
            let isFirst = isTaken.withLock { taken in
                defer { taken = true }
                return !taken
            }
            let leased = (0..<(isFirst ? events : 0)).map { number in
                """
                {"leaseToken":"t\(number)","attempt":\(number + 1),"leaseExpiresAt":"x","id":"e\(number)",\
                "type":"a.b","data":{"n":\(number)}}
                """
            }
            return .json(200, #"{"events":[\#(leased.joined(separator: ","))],"isMore":false}"#)
        }
    }

    private static func session(_ url: String, _ work: ConsumeWork, _ recorder: ConsoleRecorder) -> ConsumeSession {
        let client = APIClient(base: url, key: "k")
        return ConsumeSession(
            source: LeaseClient(client: client, path: "/c", max: 9, leaseSeconds: 30), work: work, concurrency: 2,
            stopsWhenEmpty: true, console: recorder.console)
    }

    private static func calls(_ server: CannedServer, _ name: String) -> [JSONValue] {
        server.received.filter { $0.target == "/c/" + name }.compactMap { try? JSONValue(parsing: $0.body) }
    }

    @Test func printedEventsAreAcknowledgedTogether() async throws {
        let server = Self.server(2)
        let lines = Mutex<[String]>([])
        try await server.run { url in
            var session = Self.session(url, .print, ConsoleRecorder())
            session.output = { line in
                lines.withLock { $0.append(line) }
                return true
            }
            try await session.run()
        }
        let printed = lines.withLock { $0 }
        #expect(printed.first == #"{"attempt":1,"id":"e0","type":"a.b","data":{"n":0}}"# + "\n")
        #expect(printed.count == 2)
        #expect(Self.calls(server, "ack") == [["tokens": ["t0", "t1"]]])
        #expect(Self.calls(server, "lease").first == ["max": 9, "waitMs": 0, "leaseSeconds": 30])
    }

    @Test func whatNobodyReadsIsGivenBack() async throws {
        let server = Self.server(3)
        let count = Mutex(0)
        await #expect(throws: CommandFailure.self) {
            try await server.run { url in
                var session = Self.session(url, .print, ConsoleRecorder())
                session.output = { _ in
                    count.withLock { count in
                        count += 1
                        return count < 2
                    }
                }
                try await session.run()
            }
        }
        #expect(Self.calls(server, "ack") == [["tokens": ["t0"]]])
        #expect(Self.calls(server, "nack") == [["tokens": ["t1", "t2"], "countAttempt": false]])
    }

    @Test func theStatusOfACommandDecides() async throws {
        let server = Self.server(3)
        let folder = try TemporaryFile("")
        let path = folder.path
        let recorder = ConsoleRecorder()
        let command = """
            cat >> \(path); case $HERALD_EVENT_ID in e0) exit 0;; e1) exit 7;; *) kill -9 $$;; esac
            """
        try await server.run { url in
            try await Self.session(url, .run(CommandRunner(command: command)), recorder).run()
        }
        #expect(Self.calls(server, "ack") == [["tokens": ["t0"]]])
        let returns = Self.calls(server, "nack").sorted { $0.encodedString < $1.encodedString }
        let first: JSONValue = ["tokens": ["t1"], "delayMs": 2000, "reason": "The command ended with status 7."]
        let second: JSONValue = [
            "tokens": ["t2"], "delayMs": 4000, "reason": "The command was ended by signal 9.",
        ]
        #expect(Set(returns.map(\.encodedString)) == Set([first, second].map(\.encodedString)))
        #expect(recorder.errors.contains("e1: The command ended with status 7."))
    }

    @Test(arguments: [(1, 1000), (2, 2000), (9, 256_000), (10, 300_000), (1000, 300_000)])
    func theDelayGrowsUpToABound(attempt: Int, delay: Int) throws {
        let value: JSONValue = ["leaseToken": "t", "attempt": .number(JSONNumber(attempt))]
        #expect(try #require(LeasedEvent(value)).delayMilliseconds == delay)
    }

    @Test(arguments: [
        (["consumers", "seek", "w"], HeraldCLI.ExitStatus.usage),
        (["consumers", "dead", "w", "--requeue", "--drop"], .usage),
        (["consumers", "dead", "w", "--event", "evt_1"], .usage), (["consume", "w", "--concurrency", "0"], .usage),
        (["consume", "w", "--max", "1001"], .usage), (["consume", "w", "--lease-seconds", "0"], .usage),
        (["consumers", "create", "w", "--filter", "{", "--network", "net_0000000000001"], .usage),
    ])
    func badOptionsAreUsageErrors(arguments: [String], status: HeraldCLI.ExitStatus) async {
        #expect(await ConsoleRecorder().run(arguments) == status)
    }

    @Test func consumersAreListedMovedAndTheirDeadRequeued() async throws {
        let consumer = #"{"name":"w","events":["*"],"lag":100000,"lagIsMore":true,"leased":1,"waiting":2,"dead":3}"#
        let server = CannedServer { call in
            if call.target.hasSuffix("/consumers") { return .json(200, #"{"data":[\#(consumer)],"nextCursor":null}"#) }
            if call.target.hasSuffix("/requeue") { return .json(200, #"{"requeued":3}"#) }
            return .json(200, consumer)
        }
        let recorder = ConsoleRecorder()
        let options = ["--network", "net_0000000000001"]
        try await server.run { url in
            for command in [["list"], ["seek", "w", "--to", "end"], ["dead", "w", "--requeue"]] {
                let status = await recorder.run(["consumers"] + command + options + ["--server", url])
                #expect(status == .success)
            }
        }
        #expect(recorder.output.contains("100000+") && recorder.output.contains("Requeued 3."))
        let bodies = server.received.map(\.body)
        #expect(bodies == ["", #"{"to":"end"}"#, #"{"all":true}"#])
    }
}
