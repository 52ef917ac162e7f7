import Foundation
import HeraldTestSupport

/// The receiver that demands a client certificate, as a process.
final class MutualTLSSink {
    private let process = Process()
    /// See ``PythonSink``.
    private let lifeline = Pipe()
    let url: String

    init(_ files: CertificateFiles) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/mtls_sink.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", script.path] + ["server.pem", "server.key", "ca.pem"].map { files.path($0) }
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw TestFailure("the receiver did not start")
        }
        url = "https://127.0.0.1:\(port)/hook"
    }

    deinit { try? lifeline.fileHandleForWriting.close() }
}
