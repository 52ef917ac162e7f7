import HeraldModel
import HeraldWire

/// A webhook made ready for sending: everything that is the same in all its requests is computed once.
final class PreparedEndpoint: Sendable {
    let webhook: Webhook
    let origin: HTTPOrigin
    let timeout: Duration
    let wire: any WireDialect
    /// What two endpoints of one network must have in common to share rendered bodies.
    let rendering: Rendering
    private let network: NetworkID
    private let secrets: [WebhookSecret]
    /// Request line and constant header lines, up to where `content-length` goes.
    let head: [UInt8]
    /// The same for a provider's request that is sent on: what says how the body is written comes from the provider.
    let passingHead: [UInt8]
    /// The newest secret's signer: the only one there is, nearly always.
    private let newestSigner: Signer
    private let hasOneSecret: Bool

    /// How bodies are rendered.
    struct Rendering: Hashable {
        let dialect: Dialect
        let options: DialectOptions
    }

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
            wire = try WireDialects.wire(for: webhook, of: network)
        } catch {
            throw EndpointError(error.description)
        }
        rendering = Rendering(dialect: wire.dialect, options: webhook.options.limited(to: wire.dialect))
        secrets = webhook.signingSecrets(in: network)
        guard !secrets.isEmpty else { throw EndpointError("The webhook has no secret; rotate it to make one.") }
        guard let newest = Signer([secrets[0].value], form: wire.secretForm) else {
            throw EndpointError(
                "The webhook's secret has not the form the dialect '\(wire.dialect.rawValue)' asks for; rotate it.")
        }
        newestSigner = newest
        hasOneSecret = secrets.count == 1
        self.network = network.id
        self.webhook = webhook
        origin = HTTPOrigin(
            isSecure: url.isSecure, host: url.host, port: url.port,
            route: try transport.route(tls: webhook.tls, region: network.region))
        timeout = webhook.timeoutMilliseconds.map { .milliseconds($0) } ?? wire.defaultTimeout
        let start = "POST \(url.target) HTTP/1.1\r\nhost: \(url.authority)\r\n"
        let fixed = wire.staticHeaders.map { "\($0.name): \($0.value)\r\n" }.joined()
        let own = webhook.headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        head = Array((start + fixed + own + "content-length: ").utf8)
        passingHead = Array((start + "user-agent: \(wire.userAgent)\r\n" + own + "content-length: ").utf8)
    }

    /// The lane's settings.
    func settings(defaultConcurrency: Int) -> LaneSettings {
        LaneSettings(
            ordering: webhook.ordering, maxConcurrency: webhook.maxConcurrency ?? defaultConcurrency,
            rateLimitPerSecond: webhook.rateLimitPerSecond,
            retry: RetrySchedule(policy: webhook.retry, dialect: wire.dialect), isPaused: webhook.isPaused,
            sendsLegacyRequest: webhook.legacySignature && wire.hasLegacyRequest, goneStatus: wire.goneStatus)
    }

    func isSuccess(_ status: Int) -> Bool { wire.isSuccess(status: status) }

    /// The body of an event in the endpoint's dialect.
    func body(of event: EventRecord) -> [UInt8] {
        if let received = received(with: event) { return received.body }
        return wire.body(
            for: EventEnvelope(
                id: event.publicID, networkID: event.networkID.description, type: event.type, data: event.data,
                occurredAt: event.occurredAt, requestInfo: event.requestInfo))
    }

    /// The provider's own request, when the endpoint speaks the provider's dialect and so gets it unchanged.
    private func received(with event: EventRecord) -> ReceivedRequest? {
        guard let received = event.received, received.provider == wire.dialect else { return nil }
        return received
    }

    /// The secrets that are valid at `now`. The newest is used when all have expired: it has no successor.
    func signer(at now: Timestamp) -> Signer {
        if hasOneSecret { return newestSigner }
        return Signer(secrets, at: now, form: wire.secretForm) ?? newestSigner
    }

    /// The request that carries an event's `body`.
    func message(body: [UInt8], of event: EventRecord, delivery: DeliveryID, at now: Timestamp) -> PreparedMessage {
        PreparedMessage(
            endpoint: self, signer: signer(at: now), body: body,
            request: WireRequest(
                network: network, delivery: delivery, event: event.id, externalID: event.externalID, time: now),
            received: received(with: event))
    }

    /// The limit for one request: less than usual when the schedule ends before.
    private func timeout(of dispatch: Dispatch, at now: Timestamp) -> Duration {
        guard let deadline = dispatch.deadline else { return timeout }
        let left = max(RetrySchedule.floor, deadline.milliseconds - now.milliseconds)
        return min(timeout, .milliseconds(left))
    }

    /// The transport's request for a dispatch.
    func request(for dispatch: Dispatch, at now: Timestamp) -> TransportRequest {
        TransportRequest(
            token: dispatch.token, origin: origin,
            message: message(body: dispatch.body, of: dispatch.event, delivery: dispatch.delivery, at: now),
            variant: dispatch.variant, timeout: timeout(of: dispatch, at: now))
    }
}
