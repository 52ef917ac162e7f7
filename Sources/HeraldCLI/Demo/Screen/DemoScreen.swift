import HeraldJSON
import HeraldModel
import Synchronization

/// What the demo prints: a dashboard that is drawn again and again on a terminal, a line a second elsewhere.
final class DemoScreen: Sendable {
    private let console: Console
    private let json: Bool
    private let drawn = Mutex(0)
    private let start = ContinuousClock.now
    private let meter = Mutex(DemoMeter())

    /// What stands above everything else.
    struct Opening: Sendable {
        var url: String
        var key: String
        var network: String
        /// The example programs that run, and where.
        var examples: [Example] = []

        /// An example program that people can look at.
        struct Example: Sendable {
            var example: DemoExample
            var url: String
        }
    }

    init(console: Console, json: Bool) {
        self.console = console
        self.json = json
    }

    private var isDrawing: Bool { console.isTerminal && !json }

    /// Shows the demo until it is cancelled.
    func follow(_ opening: Opening, receivers: [DemoReceiver], board: DemoBoard) async throws {
        await waitForFirstDelivery(board)
        announce(opening, board: board)
        if isDrawing { console.write("\u{1B}[?25l") }
        while true {
            refresh(receivers: receivers, board: board)
            try await Task.sleep(for: isDrawing ? .milliseconds(250) : .seconds(1))
        }
    }

    /// Shows the last state.
    func showLast(receivers: [DemoReceiver], board: DemoBoard) { refresh(receivers: receivers, board: board) }

    /// Prints the totals and gives the terminal back.
    func conclude(receivers: [DemoReceiver], board: DemoBoard) {
        let snapshot = snapshot(receivers: receivers, board: board)
        if json { return console.print(json: ["totals": snapshot.json]) }
        if isDrawing { console.write("\u{1B}[?25h") }
        console.print()
        for line in DashboardView.totals(snapshot, style: console.style) { console.print(line) }
    }

    /// The first line tells how long the first delivery took, so it waits for it, but not for ever.
    private func waitForFirstDelivery(_ board: DemoBoard) async {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(5)
        while board.firstDelivery == nil, clock.now < end, !Task.isCancelled {
            try? await clock.sleep(for: .milliseconds(5))
        }
    }

    private func announce(_ opening: Opening, board: DemoBoard) {
        if json {
            var object = JSONObject([
                .init("url", .string(opening.url)), .init("key", .string(opening.key)),
                .init("network", .string(opening.network)),
            ])
            let first = board.firstDelivery.map { JSONNumber($0.wholeMilliseconds) }
            object["firstDeliveryMs"] = first.map(JSONValue.number) ?? .null
            object["examples"] = .object(
                JSONObject(opening.examples.map { .init($0.example.program, .string($0.url)) })
            )
            return console.write(JSONValue.object(object).encodedString + "\n")
        }
        let lines = DashboardView.opening(opening, firstDelivery: board.firstDelivery, style: console.style)
        for line in lines { console.print(line) }
    }

    private func refresh(receivers: [DemoReceiver], board: DemoBoard) {
        let snapshot = snapshot(receivers: receivers, board: board)
        if json { return console.write(snapshot.json.encodedString + "\n") }
        for first in board.takeFirsts() where !isDrawing { console.print(first) }
        guard isDrawing else { return console.print(DashboardView.line(snapshot)) }
        let size = Terminal.size ?? (columns: console.width ?? 80, rows: 24)
        let lines = DashboardView.lines(snapshot, width: size.columns, style: console.style).prefix(size.rows - 1)
        drawn.withLock { drawn in
            var text = drawn > 0 ? "\u{1B}[\(drawn)A" : ""
            for line in lines { text += "\u{1B}[2K" + line + "\n" }
            text += "\u{1B}[J"
            console.write(text)
            drawn = lines.count
        }
    }

    private func snapshot(receivers: [DemoReceiver], board: DemoBoard) -> DemoSnapshot {
        let elapsed = ContinuousClock.now - start
        let lines = receivers.map { DemoSnapshot.ReceiverLine(name: $0.name, counts: $0.counts) }
        let accepted = lines.reduce(0) { $0 + $1.counts.accepted }
        let rates = meter.withLock { $0.add(at: elapsed, published: board.published, delivered: accepted) }
        return DemoSnapshot(
            elapsed: elapsed, published: board.published, owed: board.owed, figures: board.figures,
            publishedPerSecond: rates.published, deliveredPerSecond: rates.delivered, receivers: lines,
            arrivals: board.arrivals
        )
    }
}
