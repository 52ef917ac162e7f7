import Testing

@testable import HeraldDelivery

@Suite struct TurnAccountTests {
    @Test func `credit that is not used is lost`() {
        var turn = TurnAccount()
        turn.begin(quantum: 8)
        turn.spend(3)
        turn.end()
        turn.begin(quantum: 8)
        #expect(turn.credit == 8)
    }

    @Test func `an interrupted turn goes on with what is left`() {
        var turn = TurnAccount()
        turn.begin(quantum: 8)
        turn.spend(3)
        turn.begin(quantum: 8)
        #expect(turn.credit == 5)
    }

    @Test func `debt is paid by the next turns`() {
        var turn = TurnAccount()
        turn.begin(quantum: 8)
        turn.spend(20)
        turn.end()
        turn.begin(quantum: 8)
        #expect(turn.credit == -4)
        turn.end()
        turn.begin(quantum: 8)
        #expect(turn.credit == 4)
    }
}
