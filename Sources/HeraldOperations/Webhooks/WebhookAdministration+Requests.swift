import HeraldDelivery
public import HeraldModel

extension WebhookAdministration {
    /// The request of an attempt, head and body, made again with the webhook's present settings and the secrets that
    /// were valid when the attempt was made.
    public func request(of attempt: Attempt, delivery: Delivery, event: EventRecord) throws(OperationError) -> [UInt8] {
        let network = try requireNetwork(event.networkID)
        let webhook = try webhook(delivery.webhookID, of: event.networkID)
        do throws(EndpointError) {
            return try engine.request(
                webhook, of: network, with: event, delivery: delivery.id, attempt: attempt.number,
                isLegacy: attempt.isLegacy, at: attempt.startedAt)
        } catch {
            throw .unusableEndpoint(error)
        }
    }
}
