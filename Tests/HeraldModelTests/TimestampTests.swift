import HeraldModel
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (951_868_799_999, "2000-02-29T23:59:59.999Z"),
        (951_868_800_000, "2000-03-01T00:00:00.000Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (4_107_456_000_000, "2100-02-28T00:00:00.000Z"),
        (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
        (1_735_689_599_007, "2024-12-31T23:59:59.007Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func writesAndReadsCalendarEdges(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test func writesAndReadsDaysOfFourCenturies() {
        for day in stride(from: -70_000 as Int64, through: 80_000, by: 3) {
            let time = Timestamp(milliseconds: day * 86_400_000 + 43_200_123)
            #expect(Timestamp(time.description) == time)
        }
    }

    @Test(arguments: [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"),
        ("2026-01-02t03:04:05.6z", "2026-01-02T03:04:05.600Z"),
        ("2026-01-02 03:04:05.6789999Z", "2026-01-02T03:04:05.678Z"),
        ("2026-01-02T03:04:05.678+05:30", "2026-01-01T21:34:05.678Z"),
        ("2026-01-02T23:04:05-01:00", "2026-01-03T00:04:05.000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"),
    ])
    func readsOtherForms(_ text: String, _ expected: String) {
        #expect(Timestamp(text)?.description == expected)
    }

    @Test(arguments: [
        "", "2026", "2026-01-02", "2026-01-02T03:04:05", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
        "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00Zx", "26-01-01T00:00:00Z",
        "2026-01-01T00:00:00,5Z", "２026-01-01T00:00:00Z",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func movesByDurations() {
        let time = Timestamp(milliseconds: 1000)
        #expect(time.advanced(by: .seconds(1.5)).milliseconds == 2500)
        #expect(time.advanced(by: .milliseconds(-1)).milliseconds == 999)
        #expect(time.advanced(byMilliseconds: 5) > time)
        #expect(Duration.microseconds(1999).wholeMilliseconds == 1)
    }
}

@Suite struct HTTPDateTests {
    /// The last three are from RFC 9110 and the ends of a leap year.
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT"),
        ("1994-11-06T08:49:37.999Z", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT"),
        ("2026-11-21T04:28:35Z", "Sat, 21 Nov 2026 04:28:35 GMT"),
    ])
    func isWritten(text: String, date: String) throws {
        #expect(try #require(Timestamp(text)).httpDate == date)
    }
}
