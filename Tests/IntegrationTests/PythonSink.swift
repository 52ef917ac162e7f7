import Foundation
import HeraldTestSupport

/// The independent receiver in Python, as a process.
final class PythonSink {
    private let process = Process()
    /// The script ends when this closes, with the test process at the latest: a survivor would keep the test
    /// runner's output open, and the runner would wait for it.
    private let lifeline = Pipe()
    let url: String

    init(secret: String) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/sink.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, secret]
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw TestFailure("the Python sink did not start")
        }
        url = "http://127.0.0.1:\(port)/hook"
    }

    deinit { try? lifeline.fileHandleForWriting.close() }
}
