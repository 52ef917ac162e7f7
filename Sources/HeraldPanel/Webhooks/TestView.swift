import HeraldDelivery
import HeraldModel
import HeraldOperations

/// A test request and what came back, side by side.
struct TestView {
    let type: String
    let verdict: Pill
    let reason: String
    let took: String
    let timing: PhaseBar?
    let requestText: String
    let answer: AnswerView

    init(_ test: WebhookTest) {
        let attempt = test.probe.attempt
        type = test.type
        verdict = test.probe.isSuccess ? Pill("delivered", Pill.good) : Pill("failed", Pill.bad)
        reason = AttemptReason.sentence(status: attempt.status, error: attempt.error)
        took = Figure.duration(microseconds: attempt.durationMicroseconds)
        timing = PhaseBar(attempt)
        requestText = PlainText.text(test.probe.request)
        answer = AnswerView(attempt)
    }
}
