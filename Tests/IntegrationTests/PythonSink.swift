import Foundation
import HeraldTestSupport

/// The independent receiver in Python, as a process.
final class PythonSink {
    private let process = Process()
    let url: String

    init(secret: String) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/sink.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script.path, secret]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw TestFailure("the Python sink did not start")
        }
        url = "http://127.0.0.1:\(port)/hook"
    }

    deinit { process.terminate() }
}
