import Configuration
import Testing

@testable import HeraldCLI

@Suite struct DoctorTests {
    @Test func flagsBeatTheEnvironmentWhichBeatsTheFile() async throws {
        let file = try TemporaryFile(
            "listen: 127.0.0.1:1\nstore: 'sqlite:file.db'\nlogLevel: debug\nlimits:\n  webhooksPerNetwork: 20\n",
            named: "herald.yaml")
        let reader = try await ConfigurationLayers.reader(
            flags: ["listen": .string("127.0.0.1:3")],
            environment: [
                "HERALD_LISTEN": "127.0.0.1:2", "HERALD_STORE": "memory:", "HERALD_LIMITS_WEBHOOKS_PER_NETWORK": "30",
            ],
            file: file.path
        )
        #expect(reader.string(forKey: "listen") == "127.0.0.1:3")
        #expect(reader.string(forKey: "store") == "memory:")
        #expect(reader.int(forKey: "limits.webhooksPerNetwork") == 30)
        #expect(reader.string(forKey: "logLevel") == "debug")
    }

    @Test func listsComeFromTheEnvironmentAndFromFlags() async throws {
        let environment = try await ConfigurationLayers.reader(
            flags: [:], environment: ["HERALD_ALLOW_ADDRESSES": "127.0.0.0/8,::1/128"], file: nil
        )
        #expect(environment.stringArray(forKey: "allowAddresses") == ["127.0.0.0/8", "::1/128"])
        let flags = try await ConfigurationLayers.reader(
            flags: ["allowAddresses": .stringArray(["10.0.0.0/8"])], environment: [:], file: nil
        )
        #expect(flags.stringArray(forKey: "allowAddresses") == ["10.0.0.0/8"])
    }

    @Test func aMissingFileIsExplained() async {
        await #expect(throws: CommandFailure.self) {
            try await ConfigurationLayers.reader(flags: [:], environment: [:], file: "/nowhere/herald.yaml")
        }
    }

    @Test(arguments: [
        ([], DoctorCheck.Verdict.ok), (["127.0.0.0/8"], .warn), (["0.0.0.0/0"], .warn), (["nonsense"], .fail),
        (["10.0.0.0/40"], .fail), (["::1/128", "fd00::/8"], .warn),
    ])
    func judgesAddressRanges(ranges: [String], verdict: DoctorCheck.Verdict) {
        #expect(ConfigurationChecks.addresses(ranges).verdict == verdict)
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "listen", DoctorCheck.Verdict.ok), ("[::1]:8080", "listen", .ok),
        ("0.0.0.0:80", "listen", .warn), ("8080", "listen", .ok), ("localhost:x", "configuration", .fail),
        ("127.0.0.1:70000", "configuration", .fail),
    ])
    func judgesListenAddresses(text: String, name: String, verdict: DoctorCheck.Verdict) async throws {
        let reader = try await ConfigurationLayers.reader(
            flags: ["listen": .string(text), "store": .string("memory:")], environment: [:], file: nil)
        let checks = ConfigurationChecks.all(reader, file: nil)
        #expect(checks.first { $0.name == name }?.verdict == verdict)
    }

    @Test(arguments: [
        ([:], "payloads 7d, attempts 7d, finished deliveries 30d"),
        (
            [
                "HERALD_RETENTION_PAYLOADS": "36h", "HERALD_RETENTION_ATTEMPTS": "forever",
                "HERALD_RETENTION_DELIVERIES": "90s", "HERALD_RETENTION_MAX_STORE_MEGABYTES": "500",
            ], "payloads 36h, attempts forever, finished deliveries 90s, at most 500 MiB"
        ),
        (["HERALD_RETENTION_PAYLOADS": "7"], nil), (["HERALD_RETENTION_PAYLOADS": "0d"], nil),
        (["HERALD_RETENTION_ATTEMPTS": "-1d"], nil), (["HERALD_RETENTION_ATTEMPTS": "1w"], nil),
        (["HERALD_RETENTION_DELIVERIES": "99999999999999999999d"], nil), (["HERALD_RETENTION_DELIVERIES": ""], nil),
        (["HERALD_RETENTION_DELIVERIES": "9999999999999999d"], nil),
        (["HERALD_RETENTION_MAX_STORE_MEGABYTES": "100"], nil),
        (["HERALD_LIMITS_BACKLOG_MEGABYTES": "0"], nil),
    ])
    func readsRetention(environment: [String: String], shown: String?) async throws {
        let reader = try await ConfigurationLayers.reader(
            flags: ["store": .string("memory:")], environment: environment, file: nil)
        let checks = ConfigurationChecks.all(reader, file: nil)
        #expect(checks.first { $0.name == "retention" }?.finding == shown)
        #expect((checks.first { $0.name == "configuration" }?.verdict == .fail) == (shown == nil))
    }

    @Test func judgesStores() throws {
        #expect(StoreCheck.check("memory:").verdict == .warn)
        #expect(StoreCheck.check("mysql://x").verdict == .fail)
        #expect(StoreCheck.check("sqlite:").verdict == .fail)
        #expect(StoreCheck.check("sqlite:/nowhere/at/all/h.db").verdict == .fail)
        let text = try TemporaryFile("not a database")
        #expect(StoreCheck.check("sqlite:\(text.path)").verdict == .fail)
        let database = try TemporaryFile("SQLite format 3\0rest")
        #expect(StoreCheck.check("sqlite:\(database.path)").verdict == .ok)
        #expect(StoreCheck.check("sqlite:\(database.path)-new").verdict == .ok)
    }

    @Test func judgesTheMachine() {
        #expect(MachineChecks.fileDescriptors(1024).verdict == .warn)
        #expect(MachineChecks.fileDescriptors(65_536).verdict == .ok)
        #expect(MachineChecks.clock(serverSeconds: 100, localSeconds: 103).verdict == .ok)
        #expect(MachineChecks.clock(serverSeconds: 100, localSeconds: 160).verdict == .warn)
        #expect(MachineChecks.clock(serverSeconds: 100, localSeconds: 1000).verdict == .fail)
    }

    @Test func readsTheDateHeader() {
        #expect(HTTPDate.seconds("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
        #expect(HTTPDate.seconds("yesterday") == nil)
    }

    @Test func secretsAreNotShown() async throws {
        let recorder = ConsoleRecorder()
        let port = try await LiveReceiver.run({ _ in .ok }) { port in port }
        let status = await recorder.run(
            ["doctor", "--store", "memory:", "--server", "http://127.0.0.1:\(port)"],
            environment: [
                "HERALD_ADMIN_KEY": "hunter2", "HERALD_SECRET_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            ]
        )
        #expect(status == .success)
        #expect(recorder.output.contains("admin key"))
        #expect(!recorder.output.contains("hunter"))
        #expect(!recorder.output.contains("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
    }

    @Test func checksARunningServer() async throws {
        let server = CannedServer { call in call.target.hasPrefix("/v1/") ? .json(401, "{}") : .json(200, "{}") }
        let recorder = ConsoleRecorder()
        let status = try await server.run { url in
            await recorder.run(["doctor", "--store", "memory:", "--server", url, "--key", "wrong"])
        }
        #expect(status == .failure)
        #expect(recorder.output.contains("refused (401)"))
        // How far apart the clocks seem depends on how busy the machine is; that they are compared does not.
        #expect(recorder.output.contains("clock  "))
    }
}
