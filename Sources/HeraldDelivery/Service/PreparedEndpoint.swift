import HeraldModel
import HeraldWire

/// A webhook made ready for sending: everything that is the same in all its requests is computed once.
final class PreparedEndpoint: Sendable {
    let webhook: Webhook
    let origin: HTTPOrigin
    let timeout: Duration
    let wire: any WireDialect
    /// Request line and constant header lines, up to where `content-length` goes.
    let head: [UInt8]
    /// The signer when there is one secret, as there nearly always is.
    private let onlySigner: Signer?

    /// - Throws: ``EndpointError`` for a URL, dialect or certificate that cannot be used.
    init(
        _ webhook: Webhook, of network: Network, over transport: some DeliveryTransport
    ) throws(EndpointError) {
        let url: WebhookURL
        do {
            url = try WebhookURL(webhook.url)
        } catch {
            throw EndpointError(error.description)
        }
        do {
            wire = try WireDialects.wire(for: webhook.dialect ?? network.dialect)
        } catch {
            throw EndpointError(error.description)
        }
        guard !webhook.secrets.isEmpty else { throw EndpointError("The webhook has no secret; rotate it to make one.") }
        self.webhook = webhook
        origin = HTTPOrigin(
            isSecure: url.isSecure, host: url.host, port: url.port,
            route: try transport.route(tls: webhook.tls, region: network.region))
        timeout = webhook.timeoutMilliseconds.map { .milliseconds($0) } ?? wire.defaultTimeout
        onlySigner = webhook.secrets.count == 1 ? Signer(newest: webhook.secrets[0].value) : nil
        var head = Array("POST \(url.target) HTTP/1.1\r\nhost: \(url.authority)\r\n".utf8)
        for header in wire.staticHeaders { head += "\(header.name): \(header.value)\r\n".utf8 }
        for header in webhook.headers { head += "\(header.name): \(header.value)\r\n".utf8 }
        self.head = head + "content-length: ".utf8
    }

    /// The lane's settings.
    func settings(defaultConcurrency: Int) -> LaneSettings {
        LaneSettings(
            ordering: webhook.ordering, maxConcurrency: webhook.maxConcurrency ?? defaultConcurrency,
            rateLimitPerSecond: webhook.rateLimitPerSecond,
            retry: RetrySchedule(policy: webhook.retry, dialect: wire.dialect), isPaused: webhook.isPaused,
            sendsLegacyRequest: webhook.legacySignature && wire.hasLegacyRequest)
    }

    func isSuccess(_ status: Int) -> Bool { wire.isSuccess(status: status) }

    /// The body of an event in the endpoint's dialect.
    func body(of event: EventRecord) -> [UInt8] {
        wire.body(
            for: EventEnvelope(
                id: event.publicID, networkID: event.networkID.description, type: event.type, data: event.data,
                occurredAt: event.occurredAt))
    }

    /// The secrets that are valid at `now`. The newest is used when all have expired: it has no successor.
    func signer(at now: Timestamp) -> Signer {
        onlySigner ?? Signer(webhook.secrets, at: now) ?? Signer(newest: webhook.secrets[0].value)
    }

    /// The request that carries `body`.
    func message(body: [UInt8], at now: Timestamp) -> PreparedMessage {
        PreparedMessage(endpoint: self, signer: signer(at: now), body: body)
    }

    /// The transport's request for a dispatch.
    func request(for dispatch: Dispatch, at now: Timestamp) -> TransportRequest {
        TransportRequest(
            token: dispatch.token, origin: origin, message: message(body: dispatch.body, at: now),
            variant: dispatch.variant, timeout: timeout)
    }
}
