import HeraldModel

/// What a receiver answered, safe to look at whatever it was.
struct AnswerView {
    let line: String
    let head: String
    let payload: String
    let size: String
    let isEmpty: Bool

    init(_ attempt: Attempt) {
        line = AttemptReason.short(status: attempt.status, error: attempt.error)
        head = PlainText.text(attempt.responseHead).trimmingBlanks
        payload = PlainText.json(attempt.responseBody)
        size = Figure.bytes(attempt.responseBody.count)
        isEmpty = attempt.responseBody.isEmpty
    }
}
