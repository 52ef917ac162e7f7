import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct BenchCommandTests {
    @Test func everyFigureIsThere() async throws {
        let recorder = ConsoleRecorder()
        let status = await recorder.run(["bench", "--events", "300", "--rate", "50", "--seconds", "1", "--json"])
        #expect(status == .success, "\(recorder.errors)")
        let report = try JSONValue(parsing: Array(recorder.output.utf8))
        #expect(report["events"]?.integer == 300)
        #expect(report["receiver"]?.string == "own")
        for name in ["deliveriesPerSecond", "acceptedPerSecond", "diskBytesPerEvent"] {
            #expect(Self.number(report[name]) > 0, "\(name)")
        }
        let latency = try #require(report["latency"])
        #expect(Self.number(latency["answerMs"]?["p50"]) > 0)
        #expect(Self.number(latency["deliveredMs"]?["p99"]) > 0)
    }

    @Test func percentilesAreThoseOfTheSortedDurations() throws {
        let durations = (1...200).shuffled().map { Duration.milliseconds($0) }
        let percentiles = try #require(BenchReport.Percentiles(durations))
        #expect(percentiles.median == 101)
        #expect(percentiles.p99 == 199)
        #expect(BenchReport.Percentiles([]) == nil)
    }

    @Test(arguments: [(0, 2, "0.00"), (1.005, 1, "1.0"), (12.345, 0, "12"), (3.07, 2, "3.07"), (9.999, 2, "10.00")])
    func decimals(value: Double, digits: Int, text: String) {
        #expect(Decimals.text(value, digits) == text)
    }

    @Test func eventsCarryTheirNumber() throws {
        let events = BenchEvents(payloadBytes: 740)
        let lines = String(decoding: events.lines(7..<9), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 2)
        let event = try JSONValue(parsing: Array(lines[1].utf8))
        #expect(event["data"]?["messages"]?.array?.first?["segment"]?.integer == 8)
    }

    private static func number(_ value: JSONValue?) -> Double {
        guard case .number(let number)? = value else { return -1 }
        return Double(number.text) ?? -1
    }
}
