import HeraldModel
import Testing

@testable import HeraldHooks

@Suite struct HookCallLogTests {
    @Test func itForgetsTheOldest() {
        var log = HookCallLog(capacity: 3)
        #expect(log.newestFirst.isEmpty)
        for number in 1...7 {
            log.append(
                HookCallRecord(
                    startedAt: Timestamp(milliseconds: Int64(number)), durationMicroseconds: 1, verdict: "accepted",
                    decidedBy: .hook, isShadow: false))
            let expected = (max(1, number - 2)...number).reversed().map(Int64.init)
            #expect(log.newestFirst.map(\.startedAt.milliseconds) == expected)
        }
    }
}
