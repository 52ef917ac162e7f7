public import HeraldModel

/// Reads the certificates a webhook is given. The server's transport knows how; this room does not speak TLS.
public protocol CertificateInspector: Sendable {
    /// What the certificates of a PEM text say, in its order; at least one.
    func summaries(of pem: String) throws(CertificateFault) -> [CertificateSummary]

    /// Tries whether a private key is that of a chain's first certificate.
    func match(chain: String, key: String) throws(CertificateFault)
}

/// What is wrong with a certificate or key. The detail follows the field's name in a sentence.
public struct CertificateFault: Error, Hashable, Sendable {
    /// Such as "holds no certificate in PEM form".
    public let detail: String

    /// Wraps the end of a sentence.
    public init(_ detail: String) { self.detail = detail }
}

/// Takes no certificates.
public struct NoCertificates: CertificateInspector {
    /// Makes one.
    public init() {}

    public func summaries(of pem: String) throws(CertificateFault) -> [CertificateSummary] {
        throw CertificateFault("is not taken by this server")
    }

    public func match(chain: String, key: String) throws(CertificateFault) {
        throw CertificateFault("is not taken by this server")
    }
}
