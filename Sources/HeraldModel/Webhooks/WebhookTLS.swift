/// How a webhook's receiver is trusted and how Herald identifies itself to it. Printing it never shows the key.
public struct WebhookTLS: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    /// PEM; these issuers are trusted instead of the system's. Nil leaves the system's in force.
    public var caCertificates: String?
    /// PEM; the client's certificate first, then those that lead to its issuer.
    public var clientCertificate: String?
    /// PEM; the private key of the client's certificate. Encrypted at rest, never shown.
    public var clientKey: String?
    /// What ``caCertificates`` holds.
    public var authorities: [CertificateSummary]
    /// What ``clientCertificate`` holds.
    public var clientChain: [CertificateSummary]

    /// Describes the settings; without arguments there are none.
    public init(
        caCertificates: String? = nil, clientCertificate: String? = nil, clientKey: String? = nil,
        authorities: [CertificateSummary] = [], clientChain: [CertificateSummary] = []
    ) {
        self.caCertificates = caCertificates
        self.clientCertificate = clientCertificate
        self.clientKey = clientKey
        self.authorities = authorities
        self.clientChain = clientChain
    }

    /// Whether nothing is set.
    public var isEmpty: Bool { caCertificates == nil && clientCertificate == nil && clientKey == nil }

    public var description: String { "(TLS settings)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
