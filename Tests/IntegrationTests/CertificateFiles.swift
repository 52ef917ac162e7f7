import Foundation
import HeraldTestSupport

/// An issuer, and certificates of it for a receiver on 127.0.0.1 and for a client, made when the test runs.
final class CertificateFiles {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try openssl(
            ["req", "-x509"] + curve + [
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "100", "-subj", "/CN=herald CA",
            ])
        for (name, names) in [("server", "IP:127.0.0.1"), ("client", "DNS:herald.client")] {
            try openssl(
                ["req", "-new"] + curve + ["-keyout", "\(name).key", "-out", "csr", "-subj", "/CN=herald \(name)"])
            try "subjectAltName=\(names)\n".write(toFile: path("ext"), atomically: true, encoding: .utf8)
            try openssl(
                ["x509", "-req", "-in", "csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "1", "-days", "10"]
                    + ["-extfile", "ext", "-out", "\(name).pem"])
        }
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestFailure("openssl \(arguments) failed") }
    }
}
