import HeraldModel
import HeraldOperations

/// What a delivery's page shows.
struct DeliveryView {
    let row: DeliveryRow
    let deliveryID: String
    let action: String
    let attempts: [AttemptRow]
    let areAttemptsExpired: Bool
    let mayResend: Bool
    let resendVerb: String
    let payload: String?
    let payloadSize: String

    /// One attempt.
    struct AttemptRow {
        let number: Int
        let isLegacy: Bool
        let verdict: Pill
        let reason: String
        let started: Moment
        let took: String
        let timing: PhaseBar?
        let answer: AnswerView
    }

    init(_ detail: DeliveryDetail, event: EventRecord?, _ visit: Visit) throws {
        let network = try visit.network.id
        row = DeliveryRow(detail.delivery, of: network, visit)
        deliveryID = detail.delivery.id.description
        action = Visit.path(network, "/deliveries/\(detail.delivery.id)/resend")
        attempts = detail.attempts.map { attempt in
            let isLast = attempt.number == detail.delivery.attemptCount
            let isGood = isLast && !attempt.isLegacy && detail.delivery.status == .delivered
            return AttemptRow(
                number: attempt.number, isLegacy: attempt.isLegacy,
                verdict: Pill(
                    AttemptReason.short(status: attempt.status, error: attempt.error),
                    isGood || (200..<300).contains(attempt.status ?? 0) ? Pill.good : Pill.bad),
                reason: AttemptReason.sentence(status: attempt.status, error: attempt.error),
                started: Moment(attempt.startedAt), took: Figure.duration(microseconds: attempt.durationMicroseconds),
                timing: PhaseBar(attempt),
                answer: AnswerView(attempt))
        }
        areAttemptsExpired = detail.areAttemptsExpired
        mayResend = visit.may(.manage) && visit.operations.directory.webhook(detail.delivery.webhookID) != nil
        resendVerb = detail.delivery.status.isOwed ? "Send now" : "Resend"
        payload = event.flatMap { $0.hasPayload ? PlainText.json($0.data) : nil }
        payloadSize = Figure.bytes(event?.data.count ?? 0)
    }
}
