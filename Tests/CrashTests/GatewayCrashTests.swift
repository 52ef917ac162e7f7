import Foundation
import HeraldJSON
import HeraldTestSupport
import Synchronization
import Testing

/// Kills the server while providers post to its sources, and then looks into the log.
@Suite(.serialized)
struct GatewayCrashTests {
    private static let kills = 20
    private static let senders = 8

    /// Every request that was answered 200 is in the log, and repeats after a kill add nothing.
    @Test(.timeLimit(.minutes(10)))
    func whatWasAnsweredIsInTheLogOnce() async throws {
        let folder = try TemporaryFolder()
        let port = try HeraldProcess.freePort()
        let ledger = RequestLedger()
        var network = ""
        var paths: [String] = []
        var keptUnanswered = 0
        for round in 0...Self.kills {
            let server = HeraldProcess(port: port, store: "sqlite:\(folder.path)/herald.db")
            try await server.start()
            let client = HeraldClient(url: server.url, key: server.adminKey)
            if round == 0 {
                network = try await client.makeNetwork()
                for provider in SourceRequest.providers {
                    let source = try await client.expect(
                        201, "POST", network + "/sources",
                        ["provider": .string(provider), "secrets": [.string(SourceRequest.secret)]])
                    paths.append(try #require(source["ingestPath"]?.string))
                }
            }
            let sending = Sending(url: server.url, paths: paths, ledger: ledger)
            // Requests without an answer come again, as providers do it; some of them are in the log already.
            let known = try await Self.counts(client, network).duplicates
            await sending.sendWhatIsOpen()
            keptUnanswered += try await Self.counts(client, network).duplicates - known
            if round == Self.kills {
                try await Self.repeatsAddNothing(ledger.answered, sending, client, network)
                let kept = try await Self.log(of: network, client)
                #expect(kept.count == Set(kept).count, "repeats are in the log")
                let missing = ledger.answered.subtracting(kept)
                #expect(missing.isEmpty, "answered 200 and not in the log")
                #expect(Set(kept) == ledger.answered)
                print(
                    "gateway crash test: \(Self.kills) kills, \(ledger.answered.count) answered, "
                        + "\(ledger.lost) unanswered and sent again, \(keptUnanswered) of them in the log already, "
                        + "\(missing.count) missing")
                #expect(server.terminate() == 0)
                break
            }
            // What was answered before the kill: every provider repeats now and then.
            try await Self.repeatsAddNothing(Set(ledger.latest(6)), sending, client, network)
            let bound = ledger.answered.count + 20 + 7 * (round % 5)
            async let sent: Void = sending.sendUntilTheServerIsGone(Self.senders)
            // Whatever the machine's speed, the kill comes amid the requests.
            try await eventually(within: .seconds(120), "enough is answered") { ledger.answered.count >= bound }
            server.killHard()
            await sent
        }
    }

    private static func repeatsAddNothing(
        _ numbers: Set<Int>, _ sending: Sending, _ client: HeraldClient, _ network: String
    ) async throws {
        let before = try await counts(client, network)
        for number in numbers {
            let status = await sending.send(number)
            #expect(status == 200)
        }
        let after = try await counts(client, network)
        #expect(after.accepted == before.accepted)
        #expect(after.duplicates == before.duplicates + numbers.count)
    }

    private static func counts(
        _ client: HeraldClient, _ network: String
    ) async throws -> (accepted: Int, duplicates: Int) {
        let sources = try await client.expect(200, "GET", network + "/sources")["data"]?.array ?? []
        func total(_ name: String) -> Int {
            sources.compactMap { $0["stats"]?[name]?.integer }.reduce(0) { $0 + Int($1) }
        }
        return (total("accepted"), total("duplicates"))
    }

    /// The numbers of all events in the log.
    private static func log(of network: String, _ client: HeraldClient) async throws -> [Int] {
        var numbers: [Int] = []
        var cursor: String?
        repeat {
            let page = try await client.expect(
                200, "GET", network + "/events?limit=200" + (cursor.map { "&cursor=\($0)" } ?? ""))
            numbers += (page["data"]?.array ?? []).compactMap { $0["data"]?["number"]?.integer }.map(Int.init)
            cursor = page["nextCursor"]?.string
        } while cursor != nil
        return numbers
    }
}

/// Posts to the sources of one server.
private struct Sending: Sendable {
    let url: String
    let paths: [String]
    let ledger: RequestLedger

    /// - Returns: the status; nil when no answer came.
    func send(_ number: Int) async -> Int? {
        let place = number % paths.count
        let request = SourceRequest(number: number, provider: SourceRequest.providers[place])
        return try? await request.post(to: url + paths[place]).status
    }

    /// Sends from several connections.
    func sendUntilTheServerIsGone(_ senders: Int) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<senders {
                group.addTask {
                    while true {
                        let number = ledger.next()
                        guard await send(number) == 200 else { return ledger.putBack(number) }
                        ledger.answer(number)
                    }
                }
            }
        }
    }

    /// Sends again what got no answer in the server's last life.
    func sendWhatIsOpen() async {
        for number in ledger.takeOpen() {
            if await send(number) == 200 { ledger.answer(number) }
        }
    }
}

/// Which requests were answered, and which have to be sent again.
private final class RequestLedger: Sendable {
    private struct State {
        var next = 0
        var open: [Int] = []
        var order: [Int] = []
        var answered: Set<Int> = []
        var lost = 0
    }

    private let state = Mutex(State())

    var answered: Set<Int> { state.withLock { $0.answered } }
    /// How many requests got no answer.
    var lost: Int { state.withLock { $0.lost } }

    func next() -> Int {
        state.withLock { state in
            state.next += 1
            return state.next
        }
    }

    func takeOpen() -> [Int] {
        state.withLock { state in
            defer { state.open = [] }
            return state.open
        }
    }

    func putBack(_ number: Int) {
        state.withLock { state in
            state.open.append(number)
            state.lost += 1
        }
    }

    func answer(_ number: Int) {
        state.withLock { state in
            state.answered.insert(number)
            state.order.append(number)
        }
    }

    /// The numbers that were answered last.
    func latest(_ count: Int) -> [Int] { state.withLock { Array($0.order.suffix(count)) } }
}
