import Foundation
import NIOSSL

/// A self-signed certificate with chosen dates and TLS versions, made when the test runs.
struct DatedCertificate {
    let pem: String
    /// What a server needs to present it.
    let server: NIOSSLContext

    /// - Parameters:
    ///   - name: The DNS name it is issued for.
    ///   - years: The first and the last year it is good for.
    ///   - version: The only TLS version the server speaks; nil for all that are in use.
    init(name: String, years: ClosedRange<Int> = 2020...2099, version: TLSVersion? = nil) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // `openssl req` cannot date a certificate into the past; `openssl ca` can, and wants a folder for it.
        let settings = """
            [ca]
            default_ca = this
            [this]
            database = \(folder.path)/index
            serial = \(folder.path)/serial
            new_certs_dir = \(folder.path)
            default_md = sha256
            policy = any
            copy_extensions = copy
            [any]
            commonName = supplied
            """
        try settings.write(to: folder.appendingPathComponent("settings"), atomically: true, encoding: .utf8)
        try "".write(to: folder.appendingPathComponent("index"), atomically: true, encoding: .utf8)
        try "01".write(to: folder.appendingPathComponent("serial"), atomically: true, encoding: .utf8)
        try OpenSSL.run(
            ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key"]
                + ["-out", "request", "-subj", "/CN=herald test", "-addext", "subjectAltName=DNS:\(name)"], in: folder)
        try OpenSSL.run(
            ["ca", "-batch", "-config", "settings", "-selfsign", "-keyfile", "key", "-in", "request", "-notext"]
                + ["-out", "certificate", "-startdate", "\(years.lowerBound)0101000000Z"]
                + ["-enddate", "\(years.upperBound)1231000000Z"], in: folder)
        pem = try String(contentsOf: folder.appendingPathComponent("certificate"), encoding: .utf8)
        let key = try String(contentsOf: folder.appendingPathComponent("key"), encoding: .utf8)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
        )
        configuration.minimumTLSVersion = version ?? .tlsv12
        configuration.maximumTLSVersion = version
        server = try NIOSSLContext(configuration: configuration)
    }
}
