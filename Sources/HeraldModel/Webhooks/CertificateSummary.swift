/// What is shown of a certificate.
public struct CertificateSummary: Hashable, Sendable {
    /// The subject, such as `CN=api.example.com, O=Example`.
    public var subject: String
    /// SHA-256 over the certificate, 64 hexadecimal digits in lower case.
    public var fingerprint: String
    /// The last moment it is good for.
    public var notAfter: Timestamp

    /// Describes a certificate.
    public init(subject: String, fingerprint: String, notAfter: Timestamp) {
        self.subject = subject
        self.fingerprint = fingerprint
        self.notAfter = notAfter
    }
}
