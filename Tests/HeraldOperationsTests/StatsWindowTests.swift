import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct StatsWindowTests {
    @Test(arguments: [
        ("1m", 1, 1), ("90m", 90, 1), ("2h", 120, 2), ("1d", 1440, 15), ("7d", 10080, 120), ("30d", 43200, 360),
    ])
    func readsWindows(text: String, minutes: Int64, bucket: Int64) throws {
        let window = try #require(StatsWindow(text))
        #expect(window.minutes == minutes)
        #expect(window.bucketMinutes == bucket)
    }

    @Test(arguments: ["", "m", "0m", "-1h", "+5m", "31d", "721h", "5", "5s", "1.5h", "9999999d"])
    func refusesOtherTexts(text: String) { #expect(StatsWindow(text) == nil) }

    @Test(arguments: ["1m", "59m", "119m", "120m", "3h", "5h", "13h", "1d", "2d", "5d", "13d", "15d", "29d", "30d"])
    func bucketsCoverTheWindowAndEndNow(text: String) throws {
        let window = try #require(StatsWindow(text))
        let now = Timestamp(milliseconds: 1_767_323_045_678)
        let starts = window.bucketStarts(now: now)
        let minute = now.milliseconds / 60_000
        #expect(starts.count <= 120)
        #expect(try #require(starts.last) <= minute)
        #expect(try #require(starts.last) + window.bucketMinutes > minute)
        #expect(try #require(starts.first) <= minute - window.minutes + window.bucketMinutes)
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == window.bucketMinutes })
    }
}
