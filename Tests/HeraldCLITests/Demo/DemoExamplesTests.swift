import Foundation
import HeraldJSON
import ServiceLifecycle
import Testing

@testable import HeraldCLI

/// The example programs as the demo sees them: here scripts stand in for them.
@Suite(.serialized) struct DemoExamplesTests {
    /// A folder of its own that holds the three programs, gone afterwards.
    private func withPrograms(
        _ script: String, _ body: (_ folder: URL) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("examples-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for example in DemoExample.allCases {
            let file = folder.appendingPathComponent(example.program)
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try await body(folder)
    }

    private func demo(_ arguments: [String]) async -> (status: HeraldCLI.ExitStatus, recorder: ConsoleRecorder) {
        let recorder = ConsoleRecorder()
        let status = await recorder.run(
            ["demo", "--listen", "127.0.0.1:0", "--store", "memory:", "--events", "5", "--rate", "200"] + arguments)
        return (status, recorder)
    }

    /// Waits until a process is gone: the demo ends when it has, and its shell takes a moment to see it.
    private func isGone(_ process: Int32) async {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(120)
        while kill(process, 0) == 0, clock.now < end { try? await clock.sleep(for: .milliseconds(20)) }
        #expect(kill(process, 0) == -1 && errno == ESRCH)
    }

    @Test func areTakenFromTheFolder() async throws {
        try await withPrograms("exit 0") { folder in
            let named = try DemoExamples(.folder(folder.path), beside: nil)
            #expect(named.processes.map(\.example) == DemoExample.allCases)
            named.remove()
            let beside = try DemoExamples(.auto, beside: folder)
            #expect(beside.processes.map(\.program.path) == named.processes.map(\.program.path))
            beside.remove()
            let none = try DemoExamples(.none, beside: folder)
            #expect(none.processes.isEmpty)
            try FileManager.default.removeItem(at: folder.appendingPathComponent("search-index"))
            let incomplete = try DemoExamples(.auto, beside: folder)
            #expect(incomplete.processes.isEmpty)
            let failure = #expect(throws: CommandFailure.self) { try DemoExamples(.folder(folder.path), beside: nil) }
            #expect(failure?.description.contains("has no program search-index.") == true)
            #expect(failure?.description.contains("make examples") == true)
        }
    }

    @Test(arguments: [
        ("It is at http://127.0.0.1:8091/\n", "http://127.0.0.1:8091"),
        ("warning\nhttp://127.0.0.1:1\nhttp://127.0.0.1:2/\n", "http://127.0.0.1:1"),
        ("http://127.0.0.1:80", nil),
        ("nothing to see\n", nil),
        ("", nil),
    ])
    func tellTheirAddress(text: String, address: String?) {
        #expect(ExampleProcess.address(in: Array(text.utf8)) == address)
    }

    /// Port 9 of loopback answers nobody, so the deliveries fail; the demo runs and ends all the same.
    @Test func runWithTheDemoAndEndWithIt() async throws {
        let script = """
            echo $$ >"$(dirname "$0")/$(basename "$0").pid"
            echo "$PROVIDER ${#SECRETS} $DATABASE" >"$(dirname "$0")/$(basename "$0").settings"
            echo "It is at http://127.0.0.1:9/"
            exec sleep 1000
            """
        try await withPrograms(script) { folder in
            let (status, recorder) = await demo(["--json", "--examples", folder.path])
            #expect(status == .success)
            let first = try JSONValue(parsing: recorder.output.split(separator: "\n").first ?? "")
            for example in DemoExample.allCases {
                #expect(first["examples"]?[example.program] == "http://127.0.0.1:9")
                let file = folder.appendingPathComponent(example.program).path
                let settings = try String(contentsOfFile: file + ".settings", encoding: .utf8).split(separator: " ")
                #expect(settings.first == "socialplus")
                #expect(settings.dropFirst().first.flatMap { Int($0) } ?? 0 > 20)
                let text = try String(contentsOfFile: file + ".pid", encoding: .utf8)
                let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
                await isGone(process)
            }
        }
    }

    @Test func aProgramThatFailsSaysWhy() async throws {
        try await withPrograms("echo 'Set SECRETS, please.' >&2; exit 1") { folder in
            let (status, recorder) = await demo(["--examples", folder.path])
            #expect(status == .failure)
            #expect(recorder.errors.contains("ended by itself"))
            #expect(recorder.errors.contains("Set SECRETS, please."))
        }
    }

    @Test func withoutThemTheDemoTellsHowToGetThem() {
        let without = DemoScreen.Opening(url: "u", key: "k", network: "n")
        let style = Style(isEnabled: false)
        #expect(
            DashboardView.opening(without, firstDelivery: nil, style: style).contains { $0.contains("make examples") })
        var with = without
        with.examples = DemoExample.allCases.map { .init(example: $0, url: "http://127.0.0.1:\($0.port)") }
        let lines = DashboardView.opening(with, firstDelivery: nil, style: style)
        #expect(!lines.contains { $0.contains("make examples") })
        #expect(lines.contains("Examples   http://127.0.0.1:8091/ (analytics-store)"))
        #expect(lines.contains { $0.hasPrefix("curl") && $0.contains("/hooks/before-message-send/calls") })
    }
}
