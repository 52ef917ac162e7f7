import HeraldJSON
import HeraldModel
import HeraldOperations

/// How an event looks to users. Payloads are copied as they are stored; one that retention took is null.
enum EventView {
    /// Writes the members of an event into an open object.
    static func writeMembers(_ event: EventRecord, to output: inout JSONOutput) {
        output.key("id")
        output.text(event.publicID)
        output.key("heraldId")
        output.text(event.id.description)
        output.key("type")
        output.text(event.type)
        output.key("data")
        output.raw(event.hasPayload ? event.data : nil)
        if !event.hasPayload {
            output.key("payloadExpired")
            output.value(.bool(true))
        }
        output.key("orderingKey")
        output.text(event.orderingKey)
        output.key("occurredAt")
        output.value(.time(event.occurredAt))
        output.key("acceptedAt")
        output.value(.time(event.acceptedAt))
        output.key("requestInfo")
        output.raw(event.requestInfo)
        output.key("notice")
        output.text(event.notice)
    }

    /// One event with its deliveries and the webhooks it did not reach.
    static func json(_ detail: EventDetail) -> [UInt8] {
        var output = JSONOutput()
        output.object { output in
            writeMembers(detail.event, to: &output)
            output.key("deliveries")
            output.value(
                .array(detail.deliveries.map { DeliveryView.json($0, of: detail.event.networkID) }))
            output.key("missed")
            output.value(.array(detail.missed.map(missed)))
        }
        return output.bytes
    }

    /// A short form without the payload, for samples.
    static func summary(_ event: EventRecord) -> JSONValue {
        [
            "id": .string(event.publicID), "type": .string(event.type), "orderingKey": .text(event.orderingKey),
            "acceptedAt": .time(event.acceptedAt),
        ]
    }

    private static func missed(_ missed: MissedDelivery) -> JSONValue {
        [
            "webhookId": .string(missed.webhookID.description), "reason": .string(missed.reason.rawValue),
            "detail": .string(missed.detail),
        ]
    }
}
