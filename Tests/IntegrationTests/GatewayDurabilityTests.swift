import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// A source answers 200 once the event is on disk, and 503 when it cannot get there.
@Suite(.serialized)
struct GatewayDurabilityTests {
    @Test(.enabled(if: Tools.canTrace), .timeLimit(.minutes(10)))
    func theEventIsSyncedBeforeTheAnswer() async throws {
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
        let path = try await Self.openSource(in: client.makeNetwork(), client)
        let marks = try Tools.lines(of: trace).count
        #expect(try await SourceRequest(number: 1, provider: "socialplus").post(to: server.url + path).status == 200)
        try await eventually("the answer is in the trace") {
            try Tools.lines(of: trace).dropFirst(marks).contains { $0.contains("HTTP/1.1 200") }
        }
        let lines = Array(try Tools.lines(of: trace).dropFirst(marks))
        let answered = try #require(lines.firstIndex { $0.contains("HTTP/1.1 200") })
        let synced = lines[..<answered].contains {
            ($0.contains("fdatasync(") || $0.contains("fsync(")) && $0.contains(".db")
        }
        #expect(synced, "no fdatasync before the 200:\n\(lines[..<answered].joined(separator: "\n"))")
    }

    @Test(.enabled(if: Tools.canMount), .timeLimit(.minutes(10)))
    func aFullDiskHasTheProviderRepeat() async throws {
        let folder = try TemporaryFolder()
        let disk = folder.path + "/disk"
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        try Tools.run("/bin/mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk)
        defer { try? Tools.run("/bin/umount", "-l", disk) }
        let filler = disk + "/filler"
        try Data(count: 2 << 20).write(to: URL(fileURLWithPath: filler))
        let server = HeraldProcess(port: try HeraldProcess.freePort(), store: "sqlite:\(disk)/herald.db")
        try await server.start()
        defer { server.killHard() }
        let client = HeraldClient(url: server.url, key: server.adminKey)
        let network = try await client.makeNetwork()
        let url = server.url + (try await Self.openSource(in: network, client))

        func post(_ number: Int) async throws -> (status: Int, retryAfter: Int?) {
            try await SourceRequest(number: number, provider: "socialplus", padding: 60_000).post(to: url)
        }
        var taken = 0
        var refused: (status: Int, retryAfter: Int?)?
        while refused == nil, taken < 1000 {
            let answer = try await post(taken)
            if answer.status == 200 { taken += 1 } else { refused = answer }
        }
        #expect(taken > 0)
        #expect(refused?.status == 503 && (refused?.retryAfter ?? 0) > 0)

        try FileManager.default.removeItem(atPath: filler)
        let last = taken
        try await eventually("the repeat is taken") { try await post(last).status == 200 }
        // The provider repeats what it has no answer for, and sometimes more.
        for number in 0...last {
            let answer = try await post(number)
            #expect(answer.status == 200)
        }
        var numbers: [Int64] = []
        var cursor: String?
        repeat {
            let page = try await client.expect(
                200, "GET", network + "/events" + (cursor.map { "?cursor=\($0)" } ?? ""))
            numbers += (page["data"]?.array ?? []).compactMap { $0["data"]?["number"]?.integer }
            cursor = page["nextCursor"]?.string
        } while cursor != nil
        #expect(numbers.sorted() == (0...Int64(last)).map { $0 })
    }

    /// - Returns: the path providers post to.
    private static func openSource(in network: String, _ client: HeraldClient) async throws -> String {
        let source = try await client.expect(
            201, "POST", network + "/sources",
            ["provider": "socialplus", "secrets": [.string(SourceRequest.secret)]])
        return try #require(source["ingestPath"]?.string)
    }
}
