import NIOCore
import NIOSSL

/// Makes TLS contexts. Every one verifies the whole chain and speaks TLS 1.2 at least.
struct TLSContextMaker: Sendable {
    private let additionalRoots: [NIOSSLCertificate]
    /// The system's issuers, read once for all identities: parsing them takes milliseconds.
    private let systemRoots: [NIOSSLCertificate]?

    /// - Parameter additionalRoots: PEM texts trusted besides the system's issuers.
    /// - Throws: When one is not a certificate.
    init(additionalRoots: [String]) throws {
        self.additionalRoots = try additionalRoots.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) }
        systemRoots = Self.systemFiles.lazy.compactMap { try? NIOSSLCertificate.fromPEMFile($0) }.first
    }

    /// Where distributions keep the issuers they trust, in one file.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem",
    ]

    /// - Parameter isProxied: Connections reach the proxy's address, so that the certificate must not be held against it:
    ///   the caller compares the name itself.
    func context(for identity: TLSIdentity?, isProxied: Bool) throws -> NIOSSLContext {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = isProxied ? .noHostnameVerification : .fullVerification
        tls.applicationProtocols = ["http/1.1"]
        tls.shutdownTimeout = .seconds(1)
        if let authorities = identity?.caCertificates {
            tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authorities.utf8)))
        } else {
            if identity != nil, let systemRoots { tls.trustRoots = .certificates(systemRoots) }
            if !additionalRoots.isEmpty { tls.additionalTrustRoots = [.certificates(additionalRoots)] }
        }
        if let certificate = identity?.clientCertificate, let key = identity?.clientKey {
            tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
                .map { .certificate($0) }
            tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
        }
        return try NIOSSLContext(configuration: tls)
    }
}
