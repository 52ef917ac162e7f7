/// Why a request got no complete answer. The raw value is the stable `error` code of an attempt.
///
/// This is the whole list; `docs/operating.md` shows it with ``meaning`` and ``advice``.
public enum TransportFailure: String, Hashable, Sendable, CaseIterable {
    /// The name does not resolve.
    case unresolved = "dns_failed"
    /// The deadline passed while the name was being resolved.
    case resolveTimeout = "dns_timeout"
    /// The name or literal leads to an address the policy forbids.
    case forbiddenAddress = "address_forbidden"
    /// Nobody listens, or the network is unreachable.
    case connectFailed = "connect_failed"
    /// No connection, TLS included, in time.
    case connectTimeout = "connect_timeout"
    /// The certificate is out of date, from an unknown issuer, or for another name.
    case untrusted = "tls_untrusted"
    /// TLS failed for another reason: no TLS spoken, no common version, hung up.
    case tlsFailed = "tls_failed"
    /// The receiver wants a client certificate and was shown none.
    case clientCertificateRequired = "tls_client_certificate_required"
    /// The receiver does not accept the client certificate it was shown.
    case clientCertificateRefused = "tls_client_certificate_refused"
    /// The egress proxy cannot be reached, hung up, or does not answer as a proxy does.
    case proxyConnectFailed = "proxy_connect_failed"
    /// The egress proxy answered with something else than success.
    case proxyRefused = "proxy_refused"
    /// The deadline passed before the answer was complete.
    case timeout = "timeout"
    /// The connection closed or reset before the answer was complete.
    case connectionClosed = "connection_closed"
    /// The answer is not HTTP, or breaks it.
    case invalidResponse = "invalid_response"
    /// The head or the trailers exceed the limit. A long body is cut instead.
    case responseTooLarge = "response_too_large"
    /// The transport is shutting down; whether the receiver saw the request is unknown. Never recorded.
    case cancelled = "cancelled"

    /// Whether time ran out, in whatever phase.
    public var isTimeout: Bool {
        switch self {
        case .timeout, .connectTimeout, .resolveTimeout: true
        default: false
        }
    }

    /// What happened, in a few words.
    public var meaning: String {
        switch self {
        case .unresolved: "the name does not resolve, or has no address"
        case .resolveTimeout: "the name servers did not answer in time"
        case .forbiddenAddress: "the name leads to a forbidden address, be it one of many"
        case .connectFailed: "nobody listens, or no route"
        case .connectTimeout: "no connection in time, the TLS handshake included"
        case .untrusted: "the certificate is expired, self-signed, of an unknown issuer, or for another name"
        case .tlsFailed: "no TLS 1.2 or newer: another version, plain HTTP, or hung up during the handshake"
        case .clientCertificateRequired: "the receiver wants a client certificate and was shown none"
        case .clientCertificateRefused: "the receiver does not accept the webhook's client certificate"
        case .proxyConnectFailed: "the region's egress proxy is unreachable, hung up, or is no HTTP proxy"
        case .proxyRefused: "the region's egress proxy refused to connect; the attempt's status is the proxy's"
        case .timeout: "no complete answer in time"
        case .connectionClosed: "closed or reset before the answer was complete"
        case .invalidResponse: "no proper HTTP: broken head, lengths or chunks, 101, over 8 informational answers"
        case .responseTooLarge: "head or trailers over 32 KiB"
        case .cancelled: "Herald was stopping; the attempt is repeated and not recorded"
        }
    }

    /// What to do about it.
    public var advice: String {
        switch self {
        case .unresolved: "check the name and this machine's resolver"
        case .resolveTimeout: "check the name's name servers and this machine's resolver"
        case .forbiddenAddress: "use a public address, or open the range"
        case .connectFailed: "check receiver and firewall"
        case .connectTimeout: "check that the receiver accepts connections and no firewall drops them"
        case .untrusted: "renew the certificate, send the whole chain, or give the webhook the issuer's certificate"
        case .tlsFailed: "speak TLS 1.2 at least on this port, or register an `http` URL"
        case .clientCertificateRequired: "give the webhook `tls.clientCertificate` and `tls.clientKey`"
        case .clientCertificateRefused: "check its issuer and dates against what the receiver trusts"
        case .proxyConnectFailed: "check the proxy under `egress`; `herald doctor` tries it"
        case .proxyRefused: "check the proxy's credentials and rules; with 502 to 504, the receiver"
        case .timeout: "answer first, work later; or raise `timeoutMs`"
        case .connectionClosed: "check the receiver's log"
        case .invalidResponse: "check what listens there"
        case .responseTooLarge: "send fewer or smaller headers"
        case .cancelled: "nothing"
        }
    }
}
