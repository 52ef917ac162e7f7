import HeraldModel

/// The TLS settings of a webhook as far as connections differ by them.
struct TLSIdentity: Hashable, Sendable {
    let caCertificates: String?
    let clientCertificate: String?
    let clientKey: String?

    /// Nil when nothing is set.
    init?(_ tls: WebhookTLS) {
        guard !tls.isEmpty else { return nil }
        caCertificates = tls.caCertificates
        clientCertificate = tls.clientCertificate
        clientKey = tls.clientKey
    }
}
