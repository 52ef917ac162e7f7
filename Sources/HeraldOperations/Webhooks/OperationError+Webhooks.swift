import HeraldDelivery

extension OperationError {
    static let webhooksSwitchedOff = OperationError(
        .conflict, code: "webhooks_switched_off", title: "Webhooks switched off",
        detail: "The network's webhooks are switched off. Switch them on first: "
            + "PUT /api/v3/network-settings/webhook {\"webhookEnabled\":true}.")

    static func webhookLimit(_ limit: Int) -> OperationError {
        OperationError(
            .conflict, code: "webhook_limit_reached", title: "Webhook limit reached",
            detail: "The network has all the webhooks it may have (\(limit)). Delete one, or raise "
                + "'limits.webhooksPerNetwork'.")
    }

    static func forbiddenAddress(_ reason: String) -> OperationError {
        let detail = "The URL leads to an address deliveries may not go to: \(reason)"
        return OperationError(
            .invalid, code: "forbidden_address", title: "Forbidden address", detail: detail,
            errors: [FieldError(pointer: "/url", detail: detail, code: "forbidden_address")])
    }

    static func unusableEndpoint(_ error: EndpointError) -> OperationError {
        OperationError(.invalid, code: "unusable_webhook", title: "Unusable webhook", detail: error.description)
    }
}
