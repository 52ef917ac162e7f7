import Foundation
import HeraldTestSupport

/// Packages from PyPI in a virtual environment of their own, made once per test process.
final class PythonPackage: Sendable {
    /// Sendbird's SDK of the line that still has webhook calls.
    static let sendbirdSDK = PythonPackage("sendbird-platform-sdk==0.0.16")

    private let folder: TemporaryFolder?
    /// False when Python or the package index is out of reach.
    let isInstalled: Bool

    private init(_ requirement: String) {
        folder = try? TemporaryFolder()
        guard let path = folder?.path else {
            isInstalled = false
            return
        }
        let made = Self.run("/usr/bin/env", ["python3", "-m", "venv", path + "/venv"])
        let pip = [
            "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "20", "--retries", "1",
            requirement,
        ]
        isInstalled = made?.status == 0 && Self.run(path + "/venv/bin/python", pip)?.status == 0
    }

    /// Runs a script of `Resources` and answers what it printed.
    func run(_ script: String, _ arguments: [String]) -> (status: Int32, output: String)? {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/\(script)").path
        guard let folder else { return nil }
        return Self.run(folder.path + "/venv/bin/python", [path] + arguments)
    }

    private static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = pipe
        guard (try? process.run()) != nil else { return nil }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
