import Foundation

/// Python with the packages from PyPI that `make test-deps` installs.
enum PythonLibraries {
    private static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Resources")
    private static let environment = resources.appendingPathComponent("../../../.build/python/bin/python3")
        .standardized.path

    /// Standard Webhooks' own library.
    static let hasStandardWebhooks = has("standardwebhooks")
    /// Sendbird's SDK of the line that still has webhook calls.
    static let hasSendbird = has("sendbird_platform_sdk")

    private static func has(_ module: String) -> Bool { (try? run(["-c", "import \(module)"]))?.status == 0 }

    /// Runs a script of `Resources` and answers what it printed.
    static func run(
        script: String, _ arguments: [String] = [], input: [UInt8] = []
    ) throws -> (status: Int32, output: String) {
        try run([resources.appendingPathComponent(script).path] + arguments, input: input)
    }

    /// Runs a script on a thread of its own, so that a long one does not keep other tests waiting.
    static func runAside(script: String, input: [UInt8]) async throws -> (status: Int32, output: String) {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try run(script: script, input: input) })
            }
        }
    }

    private static func run(_ arguments: [String], input: [UInt8] = []) throws -> (status: Int32, output: String) {
        let process = Process()
        let isInstalled = FileManager.default.isExecutableFile(atPath: environment)
        process.executableURL = URL(fileURLWithPath: isInstalled ? environment : "/usr/bin/env")
        process.arguments = (isInstalled ? [] : ["python3"]) + arguments
        let given = Pipe()
        let output = Pipe()
        process.standardInput = given
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // The scripts read everything before they print.
        try given.fileHandleForWriting.write(contentsOf: Data(input))
        try given.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
