import HeraldModel
import Testing

@testable import HeraldDelivery

@Suite struct RetryAfterTests {
    /// 1994-11-06T08:49:37Z.
    static let now = Timestamp(milliseconds: 784_111_777_000)

    @Test(
        arguments: [
            ("0", 0), ("1", 1000), ("120", 120_000), ("007", 7000), ("1.5", 1500), ("0.25", 250), ("3.", 3000),
            ("31536000", 31_536_000_000), ("1000000000", 1_000_000_000_000),
            ("99999999999999999999999", 1_000_000_000_000),
            (String(repeating: "9", count: 400), 1_000_000_000_000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sun, 06 Nov 1994 08:49:38 GMT", 1000),
            ("Sun, 06 Nov 1994 09:49:37 GMT", 3_600_000), ("Mon, 07 Nov 1994 08:49:37 GMT", 86_400_000),
            ("Fri, 06 Jan 1995 08:49:37 GMT", 5_270_400_000), ("Sun, 06 Nov 1983 08:49:37 GMT", 0),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799_000 - 784_111_777_000),
        ] as [(String, Int64)])
    func `reads seconds and dates`(value: String, expected: Int64) {
        #expect(RetryAfter.milliseconds(value, now: Self.now) == expected)
    }

    @Test(arguments: [
        "", "-1", "+1", " 5", "5 s", "1e3", "0x10", "1.2.3", "1,5", "soon", "NaN", "inf", ".5", "５",
        "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "06 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
    ])
    func `finds no pause in anything else`(value: String) {
        #expect(RetryAfter.milliseconds(value, now: Self.now) == nil)
    }

    @Test(
        arguments: [
            ("Retry-After: 5\r\n", 5000), ("retry-after:5\r\n", 5000), ("RETRY-AFTER: \t 5 \t\r\n", 5000),
            ("content-length: 0\r\nReTrY-aFtEr: 7\r\nserver: x\r\n", 7000),
            ("retry-after: Sun, 06 Nov 1994 08:49:39 GMT\r\n", 2000), ("retry-after: 5\n", 5000),
            ("retry-after: 5", 5000),
            ("retry-after: 3\r\nretry-after: 9\r\n", 3000), ("retry-after: soon\r\nretry-after: 9\r\n", 9000),
            ("a: b\r\n\r\nretry-after: 4\r\n", 4000),
        ] as [(String, Int64)])
    func `finds the header`(head: String, expected: Int64) {
        #expect(RetryAfter.milliseconds(inHead: Array(head.utf8), now: Self.now) == expected)
    }

    @Test(arguments: [
        "", "\r\n", "retry-after\r\n", "retry-after: \r\n", "x-retry-after: 5\r\n", "retry-after-x: 5\r\n",
        "retry-after : 5\r\n", "retryxafter: 5\r\n", "note: retry-after: 5\r\n", "retry-after: soon\r\n",
    ])
    func `finds none where there is none`(head: String) {
        #expect(RetryAfter.milliseconds(inHead: Array(head.utf8), now: Self.now) == nil)
    }

    @Test func `survives bytes that are no text`() {
        #expect(RetryAfter.milliseconds(inHead: [0xFF, 0x3A, 0xFE, 0x0A, 0x3A, 0x0A], now: Self.now) == nil)
        let head = Array("retry-after: ".utf8) + [0xFF, 0x35, 0x0D, 0x0A]
        #expect(RetryAfter.milliseconds(inHead: head, now: Self.now) == nil)
    }
}
