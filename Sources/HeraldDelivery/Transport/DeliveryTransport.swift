public import HeraldModel
public import NIOCore

/// How the engine reaches receivers. It sees nothing else of the network.
///
/// Requests go in and results come out in batches. Every submitted request yields exactly one result, in any order,
/// also when the transport shuts down (then as ``TransportFailure/cancelled``).
public protocol DeliveryTransport: Sendable {
    /// Names the receiver of all results. Called once, before the first ``submit(_:)``.
    ///
    /// The handler runs on the transport's own threads and must not block.
    func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void)

    /// Starts every request. Returns at once; never blocks.
    func submit(_ requests: [TransportRequest])

    /// Makes ready how a webhook's connections are opened; nil for the way of most. Requests carry it in their origin.
    /// - Throws: ``EndpointError`` when the certificates cannot be used.
    func route(tls: WebhookTLS?, region: String?) throws(EndpointError) -> (any TransportRoute)?
}

/// One HTTP request the engine wants made.
public struct TransportRequest: Sendable {
    /// Names the request; comes back in the result. Unique among the requests under way.
    public var token: UInt64
    /// Where to connect. Connections are shared by all requests with an equal origin.
    public var origin: HTTPOrigin
    /// Writes head and body. Called on the transport's own thread, just before the bytes are sent: once, or once more
    /// when a connection kept open from earlier turns out to be dead and the request goes out on a new one.
    public var message: any RequestMessage
    /// Passed to ``RequestMessage/write(variant:into:)``.
    public var variant: RequestVariant
    /// The limit for everything: waiting for a connection, resolving, connecting, TLS, sending, the whole answer.
    public var timeout: Duration

    /// Describes one request.
    public init(
        token: UInt64, origin: HTTPOrigin, message: any RequestMessage, variant: RequestVariant, timeout: Duration
    ) {
        self.token = token
        self.origin = origin
        self.message = message
        self.variant = variant
        self.timeout = timeout
    }
}

/// Which request of a delivery is meant.
public struct RequestVariant: Hashable, Sendable {
    /// The attempt's number, from 1.
    public var attempt: Int
    /// The separate second request under the dialect's legacy signature (social.plus `x-eko-signature`).
    public var isLegacy: Bool

    /// Names one request of a delivery.
    public init(attempt: Int, isLegacy: Bool = false) {
        self.attempt = attempt
        self.isLegacy = isLegacy
    }
}

/// The bytes of a request: head, empty line and body, signed.
public protocol RequestMessage: AnyObject, Sendable {
    /// Appends the complete HTTP/1.1 request to `buffer`.
    func write(variant: RequestVariant, into buffer: inout ByteBuffer)
}

/// Scheme, host, port and route: what one connection pool serves.
public struct HTTPOrigin: Hashable, Sendable {
    /// Whether TLS is spoken.
    public var isSecure: Bool
    /// The host as it goes into SNI: a lower-case name or an IP literal without brackets.
    public var host: String
    /// The TCP port.
    public var port: Int
    /// How connections are opened; nil for the way of most.
    public var route: (any TransportRoute)?

    /// Names an origin.
    public init(isSecure: Bool, host: String, port: Int, route: (any TransportRoute)? = nil) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.route = route
    }

    /// Compares; routes by identity.
    public static func == (left: HTTPOrigin, right: HTTPOrigin) -> Bool {
        left.route === right.route && left.port == right.port && left.isSecure == right.isSecure
            && left.host == right.host
    }

    /// Hashes; routes by identity.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(isSecure)
        hasher.combine(host)
        hasher.combine(port)
        if let route { hasher.combine(ObjectIdentifier(route)) }
    }
}

/// What became of one request.
public struct TransportResult: Sendable {
    /// The token of the request.
    public var token: UInt64
    /// From submission to the end of the answer (or the failure), in microseconds.
    public var durationMicroseconds: Int64
    /// The answer or the reason there is none.
    public var outcome: Outcome
    /// What the proxy answered, with ``TransportFailure/proxyRefused``.
    public var proxyStatus: Int?
    /// What the time went to; nil if the request was not sent.
    public var timing: AttemptTiming?

    /// An answer or a failure.
    public enum Outcome: Sendable {
        case response(TransportResponse)
        case failure(TransportFailure)
    }

    /// Describes what became of one request.
    public init(
        token: UInt64, durationMicroseconds: Int64, outcome: Outcome, proxyStatus: Int? = nil,
        timing: AttemptTiming? = nil
    ) {
        self.token = token
        self.durationMicroseconds = durationMicroseconds
        self.outcome = outcome
        self.proxyStatus = proxyStatus
        self.timing = timing
    }
}
