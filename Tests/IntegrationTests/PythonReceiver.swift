import Foundation
import HeraldTestSupport

/// A receiver in Python, as a process that prints its port.
final class PythonReceiver {
    private let process = Process()
    /// The script ends when this closes, with the test process at the latest: a survivor would keep the test
    /// runner's output open, and the runner would wait for it.
    private let lifeline = Pipe()
    let port: Int

    /// - Parameter script: its name in `Resources`.
    init(_ script: String, _ arguments: [String]) throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/\(script)").path
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", path] + arguments
        let output = Pipe()
        process.standardInput = lifeline
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw TestFailure("\(script) did not start")
        }
        self.port = port
    }

    deinit { try? lifeline.fileHandleForWriting.close() }
}
