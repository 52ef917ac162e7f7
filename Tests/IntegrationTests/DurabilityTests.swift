import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// Accepted means on disk; a full disk and a polite end lose nothing.
@Suite(.serialized)
struct DurabilityTests {
    @Test(.timeLimit(.minutes(10)))
    func sigtermFinishesWhatIsUnderWayAndARestartResumes() async throws {
        let folder = try TemporaryFolder()
        let store = "sqlite:\(folder.path)/herald.db"
        let sink = TestSink { _ in .init(delay: .milliseconds(300)) }
        try await sink.run { url in
            let first = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
            try await first.start()
            let client = HeraldClient(url: first.url, key: first.adminKey)
            let network = try await client.makeNetwork()
            _ = try await client.makeWebhook(network, url: url, ["maxConcurrency": 4])
            for number in 0..<20 { try await client.publish(network, id: "s\(number)") }
            #expect(first.terminate() == 0)
            let beforeRestart = sink.count
            #expect(beforeRestart < 20, "the test wants some events left over")

            let second = HeraldProcess(port: try HeraldProcess.freePort(), store: store)
            try await second.start()
            try await eventually("the rest arrives") { sink.count >= 20 }
            let rest = HeraldClient(url: second.url, key: second.adminKey)
            try await eventually("everything is recorded") {
                let open = try await rest.expect(200, "GET", network + "/deliveries?status=pending")
                return open["data"]?.array?.isEmpty == true
            }
            #expect(second.terminate() == 0)
            #expect(sink.count == 20, "known outcomes are not repeated")
        }
    }

    @Test(.enabled(if: Tools.canTrace), .timeLimit(.minutes(10)))
    func theEventIsSyncedBeforeItIsAcknowledged() async throws {
        let folder = try TemporaryFolder()
        let trace = folder.path + "/trace"
        let server = HeraldProcess(
            port: try HeraldProcess.freePort(), store: "sqlite:\(folder.path)/herald.db",
            wrapper: [
                "/usr/bin/strace", "-f", "-y", "-s", "64", "-e", "trace=fdatasync,fsync,write,writev,sendto,sendmsg",
                "-o", trace,
            ])
        try await server.start()
        defer { server.killHard() }
        let client = HeraldClient(url: server.url, key: server.adminKey)
        let network = try await client.makeNetwork()
        let marks = try Tools.lines(of: trace).count
        try await client.publish(network)
        try await eventually("the answer is in the trace") {
            try Tools.lines(of: trace).dropFirst(marks).contains { $0.contains("HTTP/1.1 202") }
        }
        let lines = Array(try Tools.lines(of: trace).dropFirst(marks))
        let answered = try #require(lines.firstIndex { $0.contains("HTTP/1.1 202") })
        let synced = lines[..<answered].contains {
            ($0.contains("fdatasync(") || $0.contains("fsync(")) && $0.contains(".db")
        }
        #expect(synced, "no fdatasync before the 202:\n\(lines[..<answered].joined(separator: "\n"))")
    }

    @Test(.enabled(if: Tools.canMount), .timeLimit(.minutes(10)))
    func aFullDiskRefusesAndRecovers() async throws {
        let folder = try TemporaryFolder()
        let disk = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try Tools.run("/bin/mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk)
        defer { try? Tools.run("/bin/umount", "-l", disk) }
        let filler = disk + "/filler"
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: filler))
        let sink = TestSink()
        try await sink.run { url in
            let server = HeraldProcess(port: try HeraldProcess.freePort(), store: "sqlite:\(disk)/herald.db")
            try await server.start()
            defer { server.killHard() }
            let client = HeraldClient(url: server.url, key: server.adminKey)
            let network = try await client.makeNetwork()
            _ = try await client.makeWebhook(network, url: url)
            var acknowledged = 0
            var refusal: HeraldClient.Answer?
            while refusal == nil, acknowledged < 20_000 {
                let answer = try await client.call(
                    "POST", network + "/events", bytes: ndjson(from: acknowledged, count: 100),
                    type: "application/x-ndjson")
                if answer.status == 202 { acknowledged += 100 } else { refusal = answer }
            }
            let refused = try #require(refusal)
            #expect(refused.status == 503)
            #expect(refused.body["code"]?.string == "store_full")
            #expect(Int(refused.headers["retry-after"] ?? "") ?? 0 >= 1)
            #expect(acknowledged > 0)

            try FileManager.default.removeItem(atPath: filler)
            try await eventually("publishing works again") {
                let answer = try await client.call(
                    "POST", network + "/events", bytes: ndjson(from: acknowledged, count: 100),
                    type: "application/x-ndjson")
                if answer.status == 202 { acknowledged += 100 }
                return answer.status == 202
            }
            let wanted = acknowledged
            try await eventually("everything acknowledged arrives") { sink.count >= wanted }
            let ids = sink.arrivals.compactMap {
                (try? JSONValue(parsing: $0.body))?["data"]?["channel"]?["testId"]?.string
            }
            #expect(Set(ids).count == wanted)
            #expect(ids.count == wanted, "nothing may be sent twice")
        }
    }
}

/// Tools of the machine that some tests need.
enum Tools {
    static var canTrace: Bool {
        (try? run("/usr/bin/strace", "-f", "-o", "/dev/null", "/bin/true")) != nil
    }

    static var canMount: Bool {
        guard let folder = try? TemporaryFolder() else { return false }
        guard (try? run("/bin/mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path)) != nil else {
            return false
        }
        try? run("/bin/umount", "-l", folder.path)
        return true
    }

    static func lines(of file: String) throws -> [Substring] {
        try String(decoding: Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self).split(separator: "\n")
    }

    static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestFailure("\(command) failed") }
    }
}
