import HeraldModel
import Testing

@testable import HeraldDelivery

/// What the transport reports is what an attempt records.
@Suite struct AttemptCodeTests {
    @Test(arguments: TransportFailure.allCases) func everyFailureIsRecordedByItsCode(_ failure: TransportFailure) {
        let state = DeliveryEngine.State(core: EngineCore(seed: 1))
        let result = TransportResult(token: 7, durationMicroseconds: 9, outcome: .failure(failure))
        let attempt = state.attemptResult(result, now: Timestamp(milliseconds: 0))
        #expect(attempt.error == failure.rawValue)
        #expect(attempt.status == nil)
        #expect(attempt.isUnknownAtShutdown == (failure == .cancelled))
        let isLate = [.timeout, .connectTimeout, .resolveTimeout].contains(failure)
        #expect(attempt.outcome == (isLate ? .timeout : .unreachable(code: failure.rawValue)))
    }
}
