import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct EventBatcherTests {
    private func batches(_ events: [[UInt8]], eventLimit: Int, byteLimit: Int) -> [EventBatcher.Batch] {
        var batcher = EventBatcher(eventLimit: eventLimit, byteLimit: byteLimit)
        var batches = events.compactMap { batcher.add($0) }
        if let last = batcher.flush() { batches.append(last) }
        return batches
    }

    @Test func closesAFullBatch() {
        let events = (0..<7).map { Array(#"{"n":\#($0)}"#.utf8) }
        let batches = batches(events, eventLimit: 3, byteLimit: 1000)
        #expect(batches.map(\.count) == [3, 3, 1])
        #expect(String(decoding: batches[0].body, as: UTF8.self) == #"[{"n":0},{"n":1},{"n":2}]"#)
    }

    @Test(arguments: [20, 21, 30, 100])
    func staysWithinTheByteLimitAndLosesNothing(byteLimit: Int) throws {
        let events = (0..<50).map { Array(#"{"n":\#($0 * 1001)}"#.utf8) }
        let batches = batches(events, eventLimit: 1000, byteLimit: byteLimit)
        #expect(batches.allSatisfy { $0.body.count <= byteLimit })
        let elements = try batches.flatMap { try JSONValue(parsing: $0.body).array ?? [] }
        #expect(elements.map(\.encodedString) == events.map { String(decoding: $0, as: UTF8.self) })
    }

    @Test func anEventOverTheLimitGoesAlone() {
        let big = Array(#"{"n":"0123456789"}"#.utf8)
        let batches = batches([big, big], eventLimit: 10, byteLimit: 10)
        #expect(batches.map(\.count) == [1, 1])
    }

    @Test func nothingMakesNoBatch() { #expect(batches([], eventLimit: 1, byteLimit: 1).isEmpty) }

    @Test(
        arguments: [(1, nil, 1), (3, nil, 4), (10, nil, 32), (1, 7, 7), (1, 600, 60), (1, 0, 1)] as [(Int, Int?, Int)])
    func waitsAsTold(attempt: Int, wanted: Int?, seconds: Int) {
        #expect(EventPublisher.pause(attempt: attempt, wanted: wanted) == seconds)
    }
}
