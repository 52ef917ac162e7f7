import HeraldDelivery

/// Makes no request: nothing here asks a hook.
struct SilentTransport: DeliveryTransport {
    func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void) {}
    func submit(_ requests: [TransportRequest]) {}
}
