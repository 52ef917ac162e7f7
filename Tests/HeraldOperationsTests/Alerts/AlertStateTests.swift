import HeraldModel
import HeraldOperations
import Testing

@Suite struct AlertStateTests {
    /// Readings at seconds, and the turns they bring about.
    struct Course: Sendable, CustomTestStringConvertible {
        let name: String
        var hold: Int64 = 0
        let readings: [(second: Int64, value: Double?)]
        let turns: [String]

        var testDescription: String { name }
    }

    /// The rule: lag over 10.
    private static let courses = [
        Course(name: "never met", readings: [(0, 0), (10, 10), (20, nil)], turns: []),
        Course(name: "fires at once, and once", readings: [(0, 11), (10, 12), (20, 13)], turns: ["0 fired 0"]),
        Course(
            name: "recovers", readings: [(0, 11), (10, 12), (20, 10), (30, 0)],
            turns: ["0 fired 0", "20 resolved 0"]),
        Course(
            name: "each time anew", readings: [(0, 11), (10, 0), (20, 11), (30, 0)],
            turns: ["0 fired 0", "10 resolved 0", "20 fired 20", "30 resolved 20"]),
        Course(
            name: "what is not known is not over", readings: [(0, 11), (10, nil), (20, nil), (30, 5)],
            turns: ["0 fired 0", "30 resolved 0"]),
        Course(
            name: "must hold", hold: 30, readings: [(0, 11), (10, 11), (20, 11), (30, 11), (40, 11)],
            turns: ["30 fired 30"]),
        Course(
            name: "must hold exactly so long", hold: 30, readings: [(0, 11), (29, 11), (31, 11)],
            turns: ["31 fired 31"]),
        Course(
            name: "flapping never holds", hold: 30,
            readings: [(0, 11), (20, 11), (25, 9), (30, 11), (50, 11), (55, 9), (60, 11)], turns: []),
        Course(
            name: "what is not known does not hold", hold: 30,
            readings: [(0, 11), (20, nil), (30, 11), (50, 11), (60, 11)], turns: ["60 fired 60"]),
        Course(
            name: "the end need not hold", hold: 30, readings: [(0, 11), (30, 11), (31, 9), (32, 11), (40, 11)],
            turns: ["30 fired 30", "31 resolved 30"]),
        Course(
            name: "a clock that is set back", hold: 30, readings: [(1000, 11), (0, 11), (20, 11), (30, 11)],
            turns: ["30 fired 30"]),
    ]

    @Test(arguments: courses) func turns(course: Course) {
        let start = Timestamp(milliseconds: 1_767_323_045_678)
        let rule = AlertRule(
            id: AlertID(rawValue: 1), networkID: NetworkID(rawValue: 1), name: "", metric: .lag, threshold: 10,
            forSeconds: course.hold, createdAt: start)
        func second(_ time: Timestamp) -> Int64 { (time.milliseconds - start.milliseconds) / 1000 }
        var state = AlertState.quiet
        var turns: [String] = []
        for reading in course.readings {
            let now = start.advanced(byMilliseconds: reading.second * 1000)
            switch state.take(reading.value, for: rule, at: now) {
            case nil: break
            case .fired(let since)?: turns.append("\(reading.second) fired \(second(since))")
            case .resolved(let since)?: turns.append("\(reading.second) resolved \(second(since))")
            }
        }
        #expect(turns == course.turns)
    }
}
