@testable import HeraldTransport
import HeraldDelivery
import Testing

@Suite struct ConnectionMachineTests {
    private static let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".utf8)

    private func name(_ action: ConnectionMachine.Action) -> String {
        switch action {
        case .none: "none"
        case .ready: "ready"
        case .close: "close"
        case .answer(let response): "answer \(response.status) \(String(decoding: response.body, as: UTF8.self))"
        case .fail(let failure): "fail \(failure.rawValue)"
        case .retry: "retry"
        }
    }

    /// A machine that has just handed a request to the socket.
    private func awaiting() -> ConnectionMachine {
        var machine = ConnectionMachine(limits: ResponseLimits())
        #expect(name(machine.opened()) == "ready")
        machine.begin(isAllOrNothing: true)
        #expect(name(machine.handedOver(isConnected: true)) == "none")
        return machine
    }

    @Test func servesOneRequestAfterAnother() {
        var machine = awaiting()
        for _ in 0..<3 {
            #expect(name(machine.received(Array(Self.answer[..<10]).span)) == "none")
            #expect(name(machine.readComplete()) == "none")
            #expect(name(machine.received(Array(Self.answer[10...]).span)) == "answer 200 hi")
            #expect(name(machine.readComplete()) == "ready")
            machine.begin(isAllOrNothing: true)
            #expect(name(machine.handedOver(isConnected: true)) == "none")
        }
        #expect(!machine.isClosed)
    }

    @Test func closesAfterAnAnswerThatSaysSo() {
        var machine = awaiting()
        let bytes = Array("HTTP/1.1 500 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8)
        #expect(name(machine.received(bytes.span)) == "answer 500 ")
        #expect(name(machine.readComplete()) == "close")
        #expect(machine.isClosed)
        #expect(name(machine.closed()) == "none")
    }

    @Test func bytesBehindTheAnswerEndTheConnection() {
        var machine = awaiting()
        #expect(name(machine.received(Self.answer.span)) == "answer 200 hi")
        #expect(name(machine.received([0x41].span)) == "none")
        #expect(name(machine.readComplete()) == "close")
    }

    @Test func whatMayStillBeInTheSocketEndsTheConnection() {
        var machine = awaiting()
        #expect(name(machine.received(Self.answer.span, isAll: false)) == "answer 200 hi")
        #expect(name(machine.readComplete()) == "close")
        var drained = awaiting()
        #expect(name(drained.received(Array(Self.answer[..<10]).span, isAll: false)) == "none")
        #expect(name(drained.received(Array(Self.answer[10...]).span, isAll: true)) == "answer 200 hi")
        #expect(name(drained.readComplete()) == "ready")
    }

    @Test func bytesNobodyAskedForEndTheConnection() {
        var machine = ConnectionMachine(limits: ResponseLimits())
        #expect(name(machine.received([0x41].span)) == "none")
        _ = machine.opened()
        #expect(name(machine.received([0x41].span)) == "close")
        #expect(machine.isClosed)
    }

    @Test func aLostConnectionLeavesTheOutcomeUnknown() {
        var machine = awaiting()
        #expect(name(machine.closed()) == "fail connection_closed")
        var partly = awaiting()
        _ = partly.received(Array(Self.answer[..<20]).span)
        #expect(name(partly.closed()) == "fail connection_closed")
        var tls = awaiting()
        #expect(name(tls.closed(by: .tlsFailed)) == "fail tls_failed")
        #expect(name(tls.closed()) == "none")
    }

    @Test func theEndOfTheConnectionCanEndTheAnswer() {
        var machine = awaiting()
        #expect(name(machine.received(Array("HTTP/1.1 200 OK\r\n\r\nbye".utf8).span)) == "none")
        #expect(name(machine.closed()) == "answer 200 bye")
        #expect(machine.isClosed)
    }

    @Test func aBrokenAnswerFailsAtOnce() {
        var machine = awaiting()
        #expect(name(machine.received(Array("what?\r\n".utf8).span)) == "fail invalid_response")
        #expect(machine.isClosed)
        #expect(name(machine.received(Self.answer.span)) == "none")
    }

    /// A machine that has brought an answer and is idle.
    private func reused() -> ConnectionMachine {
        var machine = awaiting()
        #expect(!machine.isReused)
        #expect(name(machine.received(Self.answer.span)) == "answer 200 hi")
        #expect(name(machine.readComplete()) == "ready")
        #expect(machine.isReused)
        return machine
    }

    @Test(arguments: [true, false]) func triesAgainOnlyAfterReuseAndBeforeTheFirstByte(isAllOrNothing: Bool) {
        var refused = reused()
        refused.begin(isAllOrNothing: isAllOrNothing)
        #expect(name(refused.handedOver(isConnected: false)) == "retry")
        #expect(name(refused.closed()) == "none")

        var closedWhileSending = reused()
        closedWhileSending.begin(isAllOrNothing: isAllOrNothing)
        #expect(name(closedWhileSending.closed()) == "retry")
        #expect(name(closedWhileSending.handedOver(isConnected: false)) == "none")

        var closedWhileWaiting = reused()
        closedWhileWaiting.begin(isAllOrNothing: isAllOrNothing)
        _ = closedWhileWaiting.handedOver(isConnected: true)
        #expect(name(closedWhileWaiting.closed()) == "retry")

        var answered = reused()
        answered.begin(isAllOrNothing: isAllOrNothing)
        _ = answered.handedOver(isConnected: true)
        _ = answered.received(Array(Self.answer[..<1]).span)
        #expect(name(answered.closed()) == "fail connection_closed")

        var untrusted = reused()
        untrusted.begin(isAllOrNothing: isAllOrNothing)
        _ = untrusted.handedOver(isConnected: true)
        #expect(name(untrusted.closed(by: .tlsFailed)) == "fail tls_failed")
    }

    @Test func neverTriesAgainAfterAFreshConnection() {
        var small = ConnectionMachine(limits: ResponseLimits())
        _ = small.opened()
        small.begin(isAllOrNothing: true)
        #expect(name(small.handedOver(isConnected: false)) == "fail connection_closed")
        #expect(name(small.closed()) == "none")

        var closedWhileSending = ConnectionMachine(limits: ResponseLimits())
        _ = closedWhileSending.opened()
        closedWhileSending.begin(isAllOrNothing: true)
        #expect(name(closedWhileSending.closed()) == "fail connection_closed")
        #expect(name(closedWhileSending.handedOver(isConnected: false)) == "none")

        var big = ConnectionMachine(limits: ResponseLimits())
        _ = big.opened()
        big.begin(isAllOrNothing: false)
        #expect(name(big.handedOver(isConnected: false)) == "fail connection_closed")

        var answered = ConnectionMachine(limits: ResponseLimits())
        _ = answered.opened()
        answered.begin(isAllOrNothing: true)
        _ = answered.received(Array(Self.answer[..<5]).span)
        #expect(name(answered.handedOver(isConnected: false)) == "fail connection_closed")
    }

    @Test func anAnswerBeforeTheWholeRequestEndsTheConnection() {
        for isSent in [true, false] {
            var machine = ConnectionMachine(limits: ResponseLimits())
            _ = machine.opened()
            machine.begin(isAllOrNothing: false)
            _ = machine.handedOver(isConnected: true)
            if isSent { machine.sent() }
            #expect(name(machine.received(Self.answer.span)) == "answer 200 hi")
            #expect(name(machine.readComplete()) == (isSent ? "ready" : "close"))
        }
    }

    @Test func nothingFollowsAfterGivingUp() {
        var machine = awaiting()
        machine.abandon()
        #expect(name(machine.received(Self.answer.span)) == "none")
        #expect(name(machine.readComplete()) == "none")
        #expect(name(machine.closed()) == "none")
        #expect(name(machine.opened()) == "none")
    }
}
