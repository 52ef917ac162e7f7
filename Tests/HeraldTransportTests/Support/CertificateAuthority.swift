import Foundation
import NIOSSL

/// An issuer made when the test runs, and the certificates it issues.
final class CertificateAuthority {
    /// A certificate with its key, in PEM form.
    struct Issued {
        let certificate: String
        let key: String
    }

    let pem: String
    private let folder: URL
    private var count = 0

    init(name: String = "herald test issuer") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-ca-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try OpenSSL.run(
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                "ca.key",
            ]
                + ["-out", "ca.pem", "-days", "100", "-utf8", "-subj", "/O=Herald/CN=\(name)"]
                + ["-addext", "basicConstraints=critical,CA:TRUE"], in: folder)
        pem = try String(contentsOf: folder.appendingPathComponent("ca.pem"), encoding: .utf8)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Issues a certificate.
    /// - Parameter names: Subject alternative names as OpenSSL writes them.
    func issue(_ subject: String = "/CN=herald test", names: String = "DNS:good.test", days: Int = 90) throws -> Issued
    {
        count += 1
        let (key, request, certificate) = ("\(count).key", "\(count).csr", "\(count).pem")
        try OpenSSL.run(
            ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key]
                + ["-out", request, "-subj", subject], in: folder)
        let extensions = folder.appendingPathComponent("\(count).ext")
        try "subjectAltName=\(names)\n".write(to: extensions, atomically: true, encoding: .utf8)
        try OpenSSL.run(
            ["x509", "-req", "-in", request, "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "\(count)"]
                + ["-days", "\(days)", "-extfile", extensions.path, "-out", certificate], in: folder)
        return Issued(
            certificate: try String(contentsOf: folder.appendingPathComponent(certificate), encoding: .utf8),
            key: try String(contentsOf: folder.appendingPathComponent(key), encoding: .utf8))
    }

    /// What a server needs to present a certificate of this issuer.
    /// - Parameter clients: The issuer client certificates must come from; nil when none are asked for.
    func server(
        names: String = "DNS:good.test", clients: CertificateAuthority? = nil, version: TLSVersion? = nil
    ) throws -> NIOSSLContext {
        let issued = try issue(names: names)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(issued.certificate.utf8))
                .map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(issued.key.utf8), format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.maximumTLSVersion = version
        if let clients {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(clients.pem.utf8)))
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
