import Foundation
import NIOSSL
import Testing

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
        let key = folder.appendingPathComponent("key.pem").path
        let certificate = folder.appendingPathComponent("certificate.pem").path
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        openssl.arguments =
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
            + ["-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=herald test"]
            + ["-addext", "subjectAltName=\(names)"]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        try #require(openssl.terminationStatus == 0)
        pem = try String(contentsOfFile: certificate, encoding: .utf8)
        let keyText = try String(contentsOfFile: key, encoding: .utf8)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(keyText.utf8), format: .pem))
        )
        configuration.applicationProtocols = ["http/1.1"]
        server = try NIOSSLContext(configuration: configuration)
    }
}
