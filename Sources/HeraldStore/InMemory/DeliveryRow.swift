import HeraldModel

/// A delivery as ``InMemoryStore`` keeps it.
struct DeliveryRow {
    let id: DeliveryID
    let webhookID: WebhookID
    var event: EventRecord
    var status = DeliveryStatus.pending
    var attemptCount = 0
    var dueAt: Timestamp?
    var requeue: OwedDelivery.Requeue?
    var reason: String?

    init(id: DeliveryID, webhookID: WebhookID, event: EventRecord) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
    }

    /// What it adds to the backlog while it is owed.
    var size: BacklogSize { BacklogSize(deliveries: 1, bytes: event.payloadBytes) }

    var owed: OwedDelivery {
        OwedDelivery(
            id: id, webhookID: webhookID, event: event, attemptCount: attemptCount, dueAt: dueAt, requeue: requeue)
    }

    var delivery: Delivery {
        Delivery(
            id: id, eventID: event.id, eventPublicID: event.publicID, webhookID: webhookID, type: event.type,
            status: status, attemptCount: attemptCount, nextAttemptAt: status == .waiting ? dueAt : nil,
            reason: reason)
    }
}
