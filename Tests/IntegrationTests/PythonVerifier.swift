import Foundation
import HTTPTypes
import HeraldJSON
import HeraldTestSupport

/// Deliveries checked by Python: with its own HMAC, and with the library of Standard Webhooks.
struct PythonVerifier {
    /// `make test-deps` puts libraries there.
    private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../.build/python/bin/python3").standardized.path

    /// Whether the library of Standard Webhooks can be used.
    static let hasStandardWebhooks = (try? run(["-c", "import standardwebhooks"], input: []))?.status == 0

    /// What to check.
    struct Case {
        var dialect: String
        var secrets: [String]
        var arrival: TestSink.Arrival
    }

    /// A line for each case: `ok` and the event's type, or what is wrong.
    static func verdicts(on cases: [Case]) throws -> [String] {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Resources/verify.py").path
        let list = cases.map { item -> JSONValue in
            [
                "dialect": .string(item.dialect), "secrets": .array(item.secrets.map(JSONValue.string)),
                "headers": .object(
                    JSONObject(item.arrival.headers.map { .init($0.name.rawName, .string($0.value)) })),
                "body": .string(Data(item.arrival.body).base64EncodedString()),
            ]
        }
        let result = try run([script], input: JSONValue.array(list).encoded())
        guard result.status == 0 else { throw TestFailure("verify.py failed: \(result.output)") }
        return result.output.split(separator: "\n").map(String.init)
    }

    private static func run(_ arguments: [String], input: [UInt8]) throws -> (status: Int32, output: String) {
        let process = Process()
        let hasHome = FileManager.default.isExecutableFile(atPath: home)
        process.executableURL = URL(fileURLWithPath: hasHome ? home : "/usr/bin/env")
        process.arguments = (hasHome ? [] : ["python3"]) + arguments
        let given = Pipe()
        let output = Pipe()
        process.standardInput = given
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input))
        try given.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
