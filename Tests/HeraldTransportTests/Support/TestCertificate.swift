import Foundation
import NIOSSL

/// A self-signed certificate made when the test runs.
struct TestCertificate {
    let pem: String
    /// What a server needs to present it.
    let server: NIOSSLContext

    /// - Parameter names: Subject alternative names as OpenSSL writes them (`DNS:localhost,IP:127.0.0.1`).
    init(names: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try OpenSSL.run(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
                + ["-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=herald test"]
                + ["-addext", "subjectAltName=\(names)"], in: folder)
        pem = try String(contentsOf: folder.appendingPathComponent("certificate.pem"), encoding: .utf8)
        let keyText = try String(contentsOf: folder.appendingPathComponent("key.pem"), encoding: .utf8)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem))
        )
        configuration.applicationProtocols = ["http/1.1"]
        server = try NIOSSLContext(configuration: configuration)
    }
}
