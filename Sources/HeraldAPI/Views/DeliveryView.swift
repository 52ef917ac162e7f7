import HeraldJSON
import HeraldModel
import HeraldOperations

/// How a delivery looks to users.
enum DeliveryView {
    /// One delivery as lists show it, without its attempts.
    static func json(_ delivery: Delivery, of network: NetworkID) -> JSONValue {
        .object(object(delivery, of: network))
    }

    /// One delivery with its attempts.
    static func json(_ detail: DeliveryDetail, of network: NetworkID) -> JSONValue {
        var object = object(detail.delivery, of: network)
        object["attempts"] = .array(detail.attempts.map(AttemptView.json))
        if detail.areAttemptsExpired { object["attemptsExpired"] = true }
        return .object(object)
    }

    private static func object(_ delivery: Delivery, of network: NetworkID) -> JSONObject {
        // What is under way is known to the engine only; for users it is still to be decided.
        let status = delivery.status == .delivering ? .pending : delivery.status
        let base = "/v1/networks/\(network)"
        return JSONObject([
            .init("id", .string(delivery.id.description)),
            .init("eventId", .string(delivery.eventPublicID)),
            .init("webhookId", .string(delivery.webhookID.description)),
            .init("type", .string(delivery.type)),
            .init("status", .string(status.name)),
            .init("attemptCount", .count(delivery.attemptCount)),
            .init("nextAttemptAt", .time(delivery.nextAttemptAt)),
            .init("reason", .text(delivery.reason)),
            .init("createdAt", .time(delivery.createdAt)),
            .init(
                "links",
                [
                    "event": .string("\(base)/events/\(delivery.eventID)"),
                    "webhook": .string("\(base)/webhooks/\(delivery.webhookID)"),
                ]),
        ])
    }
}
