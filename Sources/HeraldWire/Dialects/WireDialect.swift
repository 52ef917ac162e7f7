public import HeraldModel

/// A wire format as a value: body, headers, signature, and which answers count as success. No I/O, no clock.
///
/// Chosen once per webhook. A body is written once per event and dialect and shared by all requests; headers other
/// than signatures are prepared once per webhook.
public protocol WireDialect: Sendable {
    /// Which dialect this is.
    var dialect: Dialect { get }

    /// The limit for one request when the webhook sets none.
    var defaultTimeout: Duration { get }

    /// The value of the `user-agent` header.
    var userAgent: String { get }

    /// The headers that are the same in every request, names in lower case. Without `host` and `content-length`,
    /// which are the transport's business.
    var staticHeaders: [(name: String, value: String)] { get }

    /// Whether the dialect knows a separate second request under a legacy signature.
    var hasLegacyRequest: Bool { get }

    /// How the texts of secrets become keys.
    var secretForm: SecretForm { get }

    /// The request body, byte for byte as it is sent.
    func body(for event: EventEnvelope) -> [UInt8]

    /// Whether a status code means the receiver has the event.
    func isSuccess(status: Int) -> Bool

    /// The status with which a receiver says it is gone for good and wants nothing any more; nil when there is none.
    var goneStatus: Int? { get }

    /// Appends what differs from request to request, the signature above all, as complete lines `name: value\r\n`.
    ///
    /// - Parameters:
    ///   - body: the body, exactly as it is sent.
    ///   - signer: the webhook's prepared secrets, made in the dialect's ``secretForm``.
    ///   - request: which request it is.
    ///   - output: where the lines go.
    func appendRequestHeaders(
        body: UnsafeRawBufferPointer, signer: Signer, request: WireRequest, into output: inout [UInt8]
    )
}

extension WireDialect {
    /// A dialect without a legacy request.
    public var hasLegacyRequest: Bool { false }
    /// Any 2xx.
    public func isSuccess(status: Int) -> Bool { (200..<300).contains(status) }
    /// None.
    public var goneStatus: Int? { nil }
    /// The text's own bytes.
    public var secretForm: SecretForm { .text }
}
