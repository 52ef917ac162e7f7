import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct SignInLimiterTests {
    private let start = Timestamp(milliseconds: 1_767_323_045_678)

    @Test func aFewAttemptsAtOnceThenOneEveryHalfMinute() {
        var limiter = SignInLimiter()
        for _ in 0..<10 { #expect(limiter.charge([.name("ada")], at: start) == nil) }
        #expect(limiter.charge([.name("ada")], at: start) == 30)
        #expect(limiter.charge([.name("eve")], at: start) == nil)
        let later = start.advanced(byMilliseconds: 29_001)
        #expect(limiter.charge([.name("ada")], at: later) == 1)
        #expect(limiter.charge([.name("ada")], at: start.advanced(byMilliseconds: 30_000)) == nil)
        #expect(limiter.charge([.name("ada")], at: start.advanced(byMilliseconds: 30_000)) == 30)
    }

    @Test func anAttemptIsChargedToAllOrToNone() {
        var limiter = SignInLimiter()
        for _ in 0..<10 { _ = limiter.charge([.name("ada")], at: start) }
        for _ in 0..<50 { #expect(limiter.charge([.address("a"), .name("ada")], at: start) == 30) }
        for _ in 0..<20 { #expect(limiter.charge([.address("a")], at: start) == nil) }
    }

    @Test func successesAreFree() {
        var limiter = SignInLimiter()
        for _ in 0..<500 {
            #expect(limiter.charge([.address("a"), .name("ada")], at: start) == nil)
            limiter.refund([.address("a"), .name("ada")])
        }
    }

    @Test func whatItRemembersIsBounded() {
        var limiter = SignInLimiter()
        for number in 0..<10_000 { _ = limiter.charge([.address("\(number)")], at: start) }
        #expect(limiter.count <= 4097)
        // Newcomers share what is left, and the old accounts go when their time is up.
        #expect(limiter.charge([.address("new")], at: start) != nil)
        #expect(limiter.charge([.address("new")], at: start.advanced(byMilliseconds: 3_600_000_000)) == nil)
        #expect(limiter.count < 10)
    }
}
