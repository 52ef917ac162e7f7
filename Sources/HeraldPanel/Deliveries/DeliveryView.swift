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
    let payload: PayloadView?

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
        let isRequestKnown: Bool
        let requestText: String
        let requestRemark: String
    }

    init(_ detail: DeliveryDetail, event: EventRecord?, _ visit: Visit) throws {
        let network = try visit.network.id
        row = DeliveryRow(detail.delivery, of: network, visit)
        deliveryID = detail.delivery.id.description
        action = visit.path(network, "/deliveries/\(detail.delivery.id)/resend")
        attempts = detail.attempts.map { attempt in
            let isLast = attempt.number == detail.delivery.attemptCount
            let isGood = isLast && !attempt.isLegacy && detail.delivery.status == .delivered
            let request = Self.request(attempt, of: detail.delivery, event, visit)
            return AttemptRow(
                number: attempt.number, isLegacy: attempt.isLegacy,
                verdict: Pill(
                    AttemptReason.short(status: attempt.status, error: attempt.error),
                    isGood || (200..<300).contains(attempt.status ?? 0) ? Pill.good : Pill.bad),
                reason: AttemptReason.sentence(status: attempt.status, error: attempt.error),
                started: Moment(attempt.startedAt), took: Figure.duration(microseconds: attempt.durationMicroseconds),
                timing: PhaseBar(attempt),
                answer: AnswerView(attempt), isRequestKnown: request != nil, requestText: request?.text ?? "",
                requestRemark: request?.remark ?? "")
        }
        areAttemptsExpired = detail.areAttemptsExpired
        mayResend = visit.may(.manage) && visit.operations.directory.webhook(detail.delivery.webhookID) != nil
        resendVerb = detail.delivery.status.isOwed ? "Send now" : "Resend"
        payload = event.flatMap { $0.hasPayload ? PayloadView($0.data) : nil }
    }

    /// The request of an attempt, made again: only answers are kept. It holds header values, which may be credentials.
    private static func request(
        _ attempt: Attempt, of delivery: Delivery, _ event: EventRecord?, _ visit: Visit
    ) -> (text: String, remark: String)? {
        guard visit.may(.manage), let event, event.hasPayload,
            let webhook = visit.operations.directory.webhook(delivery.webhookID),
            let bytes = try? visit.operations.webhooks.request(of: attempt, delivery: delivery, event: event)
        else { return nil }
        let remark =
            webhook.updatedAt > attempt.startedAt
            ? "The webhook was changed since; this is the request as its present settings make it."
            : "Made again from the event and the webhook's settings, which have not changed since."
        return (PlainText.text(bytes), remark)
    }
}
