public import HeraldModel

/// How a webhook's connections are opened: whom they trust, who they say they are, where they leave from.
///
/// Made once per webhook by ``DeliveryTransport/route(tls:region:)`` and compared by identity, so that a request costs
/// no more for it. Connections are never shared between routes.
public protocol TransportRoute: AnyObject, Sendable {}

extension DeliveryTransport {
    /// A transport that knows one way only: it refuses certificates rather than ignore them.
    public func route(tls: WebhookTLS?, region: String?) throws(EndpointError) -> (any TransportRoute)? {
        guard tls == nil else { throw EndpointError("This transport cannot use a webhook's own certificates.") }
        return nil
    }
}
