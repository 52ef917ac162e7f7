import HeraldDelivery
import HeraldModel
import Testing

@testable import HeraldHooks

@Suite struct HookAdmissionTests {
    private static let start = Timestamp(milliseconds: 1_000_000)

    private static func admission(concurrency: Int = 2, queue: Int = 2) -> HookAdmission {
        var settings = BreakerSettings()
        settings.failuresInARow = 3
        return HookAdmission(concurrency: concurrency, queue: queue, breaker: settings)
    }

    @Test func callsStartThenWaitThenAreRefused() {
        var admission = Self.admission()
        var random = SystemRandomNumberGenerator()
        let entrances = (1...5).map { admission.enter($0, at: Self.start) }
        #expect(entrances == [.start, .start, .wait, .wait, .overloaded])
        let told = admission.leave(1, .alive, startedAt: Self.start, at: Self.start, random: &random)
        #expect(told.map(\.call) == [3] && told.map(\.entrance) == [.start])
        #expect(admission.underWay == 2)
        #expect(admission.enter(6, at: Self.start) == .wait)
    }

    @Test func whoGivesUpLeavesTheLine() {
        var admission = Self.admission(concurrency: 1)
        var random = SystemRandomNumberGenerator()
        for call in 1...3 { _ = admission.enter(UInt64(call), at: Self.start) }
        let gaveUp = [2, 2, 1].map { admission.giveUp($0) }
        #expect(gaveUp == [true, false, false])
        let told = admission.leave(1, .alive, startedAt: Self.start, at: Self.start, random: &random)
        #expect(told.map(\.call) == [3])
    }

    @Test func failuresPauseTheHookAndTurnAwayWhoWaits() {
        var admission = Self.admission(concurrency: 3, queue: 3)
        var random = SystemRandomNumberGenerator()
        for call in 1...5 { _ = admission.enter(UInt64(call), at: Self.start) }
        _ = admission.leave(1, .failing, startedAt: Self.start, at: Self.start, random: &random)
        #expect(!admission.isPaused)
        _ = admission.leave(2, .failing, startedAt: Self.start, at: Self.start, random: &random)
        #expect(admission.enter(6, at: Self.start) == .wait)
        let told = admission.leave(3, .failing, startedAt: Self.start, at: Self.start, random: &random)
        #expect(told.map(\.call) == [6] && told.map(\.entrance) == [.paused])
        #expect(admission.isPaused)
        #expect(admission.enter(7, at: Self.start) == .paused)
    }

    @Test func onePauseLaterOneProbeDecides() {
        var admission = Self.admission()
        var random = SystemRandomNumberGenerator()
        for call: UInt64 in 1...3 {
            _ = admission.enter(call, at: Self.start)
            _ = admission.leave(call, .failing, startedAt: Self.start, at: Self.start, random: &random)
        }
        let later = Self.start.advanced(byMilliseconds: 1001)
        #expect(admission.enter(4, at: later) == .start)
        #expect(admission.enter(5, at: later) == .paused)
        _ = admission.leave(4, .failing, startedAt: later, at: later, random: &random)
        #expect(admission.enter(6, at: later) == .paused)
        let muchLater = later.advanced(byMilliseconds: 2001)
        #expect(admission.enter(7, at: muchLater) == .start)
        _ = admission.leave(7, .alive, startedAt: muchLater, at: muchLater, random: &random)
        #expect(!admission.isPaused)
        let entrances = [8, 9].map { admission.enter($0, at: muchLater) }
        #expect(entrances == [.start, .start])
    }

    @Test func aProbeThatWasNotMadeIsMadeByTheNext() {
        var admission = Self.admission()
        var random = SystemRandomNumberGenerator()
        for call: UInt64 in 1...3 {
            _ = admission.enter(call, at: Self.start)
            _ = admission.leave(call, .failing, startedAt: Self.start, at: Self.start, random: &random)
        }
        let later = Self.start.advanced(byMilliseconds: 1001)
        #expect(admission.enter(4, at: later) == .start)
        _ = admission.leave(4, .nothing, startedAt: later, at: later, random: &random)
        #expect(admission.enter(5, at: later) == .start)
    }

    @Test func anotherReceiverStartsAfresh() {
        var admission = Self.admission()
        var random = SystemRandomNumberGenerator()
        for call: UInt64 in 1...3 {
            _ = admission.enter(call, at: Self.start)
            _ = admission.leave(call, .failing, startedAt: Self.start, at: Self.start, random: &random)
        }
        admission.forgetPast()
        #expect(admission.enter(4, at: Self.start) == .start)
    }
}
