import HeraldJSON
import HeraldModel
import HeraldWire
import Testing

@testable import HeraldCLI

@Suite struct DemoPartsTests {
    @Test func misbehavesOnSchedule() {
        var behaviour = ReceiverBehaviour(errorEvery: 25, hangEvery: 60, latency: 1...3, seed: 1)
        var twin = behaviour
        let steps = (1...300).map { _ in behaviour.next() }
        #expect(steps == (1...300).map { _ in twin.next() })
        #expect(steps.count { $0 == .hang } == 5)
        let unavailable = steps.indices.filter { if case .unavailable = steps[$0] { true } else { false } }
        #expect(unavailable.map { $0 + 1 } == (1...300).filter { $0 % 25 == 0 && $0 % 60 != 0 })
    }

    private func signed(_ body: [UInt8], _ secret: String, legacy: Bool = false) -> SignedBody {
        SignedBody(
            body, dialect: SocialPlusDialect(), signer: Signer(newest: secret),
            request: WireRequest(
                network: NetworkID(rawValue: 0), delivery: DeliveryID(rawValue: 0), event: EventID(rawValue: 0),
                time: .now, isLegacy: legacy))
    }

    @Test func receiversVerifyAndCount() async throws {
        let board = DemoBoard()
        let receiver = try DemoReceiver(
            name: "r", events: ["*"], secret: "s", behaviour: ReceiverBehaviour(errorEvery: 3, latency: 0...0, seed: 1),
            board: board
        )
        let body = Array(#"{"event":"message.didCreate","data":{}}"#.utf8)
        let right = signed(body, "s")
        let wrong = signed(body, "x")
        let legacy = signed(body, "s", legacy: true)
        var statuses: [Int] = []
        for signed in [right, right, right, wrong, legacy] {
            let headers = signed.headers.map { ($0.name, $0.value) }
            let request = ReceivedRequest(method: "POST", target: "/", headers: headers, body: signed.body)
            statuses.append(await receiver.answer(request).status)
        }
        #expect(statuses == [200, 200, 503, 401, 200])
        var expected = DemoReceiver.Counts()
        expected.requests = 5
        expected.verified = 3
        expected.rejected = 1
        expected.repeated = 1
        expected.legacy = 1
        expected.accepted = 2
        expected.unavailable = 1
        #expect(receiver.counts == expected)
        #expect(board.firstDelivery != nil)
        #expect(board.takeFirsts() == ["r got its first event: message.didCreate"])
        #expect(board.takeFirsts().isEmpty)
    }

    private func snapshot() -> DemoSnapshot {
        let figures = DemoBoard.ServerFigures([
            "delivered": 250, "failed": 1, "waiting": 2, "attempts": 260, "failedAttempts": 9,
        ])
        let line = DemoSnapshot.ReceiverLine(name: "analytics", counts: DemoReceiver.Counts())
        let arrivals = (0..<8).map { number in
            DemoBoard.Arrival(
                at: Timestamp(milliseconds: 1_780_000_000_000), type: "message.didCreate", receiver: "analytics",
                status: number == 0 ? nil : 200, milliseconds: 4
            )
        }
        return DemoSnapshot(
            elapsed: .seconds(9), published: 120, owed: 253, figures: figures, publishedPerSecond: 29.96,
            deliveredPerSecond: 84.2, receivers: [line], arrivals: arrivals
        )
    }

    @Test(arguments: [20, 40, 80, 200])
    func theDashboardFitsTheTerminal(width: Int) {
        let lines = DashboardView.lines(snapshot(), width: width, style: Style(isEnabled: false))
        #expect(lines.count == 17)
        // Below the narrowest table the receivers' columns stay readable rather than vanish.
        if width >= 80 { #expect(lines.allSatisfy { TextWidth.columns($0) <= width }) }
    }

    @Test func theLineForLogs() {
        #expect(
            DashboardView.line(snapshot())
                == "9 s  published 120  delivered 250  retried 8  waiting 2  failed 1  84/s  success 96.5 %")
    }

    @Test func theCurlCommandHoldsAValidEvent() throws {
        let opening = DemoScreen.Opening(url: "http://127.0.0.1:8080", key: "demo-1", network: "net_1")
        let command = DashboardView.curl(opening)
        let quoted = try #require(command.split(separator: "'").last)
        let event = try JSONValue(parsing: quoted)
        #expect(event["type"] == "message.didCreate")
        #expect(command.contains("'http://127.0.0.1:8080/v1/networks/net_1/events'"))
        #expect(!command.contains("\n"))
    }

    @Test func theFirstLineTellsTheTime() {
        let opening = DemoScreen.Opening(url: "u", key: "k", network: "n")
        let lines = DashboardView.opening(opening, firstDelivery: .milliseconds(842), style: Style(isEnabled: false))
        #expect(lines[0] == "First event delivered 0.84 s after start.")
    }

    @Test func ratesAreOverTheLastSeconds() {
        var meter = DemoMeter()
        _ = meter.add(at: .seconds(0), published: 0, delivered: 0)
        let early = meter.add(at: .seconds(2), published: 60, delivered: 100)
        #expect(early.published == 30)
        #expect(early.delivered == 50)
        let late = meter.add(at: .seconds(6), published: 100, delivered: 100)
        #expect(late.published == 10)
        #expect(late.delivered == 0)
    }

    @Test func ageIsReadFromTheKernel() {
        let stat = "42 (her ald) S 1 42 42 0 -1 4194304 1 0 0 0 5 2 0 0 20 0 3 0 12345 1000 1"
        #expect(ProcessAge.age(stat: stat, uptime: "124.00 200.00") == .milliseconds(550))
        #expect(ProcessAge.age(stat: "nonsense", uptime: "1 1") == nil)
    }

    @Test func fingerprintsAreForgottenInOrder() {
        var seen = SeenFingerprints(capacity: 2)
        #expect(["a", "b", "a", "c", "a", "c"].map { seen.insert($0) } == [true, true, false, true, true, false])
    }
}
