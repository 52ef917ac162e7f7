import AsyncHTTPClient
public import Foundation
import NIOCore
import NIOHTTP1

/// A `herald serve` process of its own, with the binary built beside the tests.
public final class HeraldProcess: @unchecked Sendable {
    // Proof for @unchecked: `process` is only touched by the one test that owns this value.
    private let process = Process()
    private let isWrapped: Bool
    /// Where it complains. A file, as a server that outlives its test must not keep the test runner's output open.
    private let complaints = FileManager.default.temporaryDirectory
        .appendingPathComponent("herald-test-\(UUID().uuidString).log").path
    public let port: Int
    public let adminKey = "test-admin-key"

    /// The server's base URL.
    public var url: String { "http://127.0.0.1:\(port)" }
    public var processID: Int32 { process.processIdentifier }

    /// Prepares a server on `port` that keeps its events in `store`.
    /// - Parameter wrapper: a command to run the server under, such as `strace` with its options.
    public init(port: Int, store: String, environment: [String: String] = [:], wrapper: [String] = []) {
        self.port = port
        isWrapped = !wrapper.isEmpty
        let arguments = [Self.binary.path, "serve", "--listen", "127.0.0.1:\(port)", "--store", store]
        let command = wrapper + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        var merged = ProcessInfo.processInfo.environment
        merged["HERALD_ADMIN_KEY"] = adminKey
        merged["HERALD_ALLOW_ADDRESSES"] = "127.0.0.0/8"
        merged["HERALD_LOG_LEVEL"] = "error"
        for (key, value) in environment { merged[key] = value }
        process.environment = merged
        process.standardOutput = FileHandle.nullDevice
        _ = FileManager.default.createFile(atPath: complaints, contents: nil)
        process.standardError = FileHandle(forWritingAtPath: complaints) ?? FileHandle.nullDevice
    }

    deinit {
        if process.isRunning { killHard() }
        try? FileManager.default.removeItem(atPath: complaints)
    }

    /// The `herald` executable of this build.
    public static var binary: URL {
        let runner = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = runner.deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("herald")
            if FileManager.default.isExecutableFile(atPath: candidate.path),
                !((try? candidate.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false)
            {
                return candidate
            }
            folder = folder.deletingLastPathComponent()
        }
        return URL(fileURLWithPath: ".build/debug/herald")
    }

    /// Starts the process and waits until it answers `/readyz`.
    public func start(within limit: Duration = .seconds(60)) async throws {
        try process.run()
        let deadline = ContinuousClock.now.advanced(by: limit)
        while ContinuousClock.now < deadline {
            if !process.isRunning {
                let text = (try? String(contentsOfFile: complaints, encoding: .utf8)) ?? ""
                throw TestFailure("herald exited with status \(process.terminationStatus): \(text.suffix(2000))")
            }
            var request = HTTPClientRequest(url: url + "/readyz")
            request.headers.add(name: "connection", value: "close")
            if let response = try? await HTTPClient.shared.execute(request, timeout: .seconds(1)),
                response.status == .ok
            {
                return
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestFailure("herald did not become ready within \(limit)")
    }

    /// Ends the process the hard way, and what runs under a wrapper with it.
    public func killHard() {
        guard process.isRunning else { return }
        if isWrapped { try? Self.killChildren(of: process.processIdentifier) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private static func killChildren(of parent: Int32) throws {
        let pkill = Process()
        pkill.executableURL = URL(fileURLWithPath: "/usr/bin/pkill")
        pkill.arguments = ["-KILL", "-P", "\(parent)"]
        try pkill.run()
        pkill.waitUntilExit()
    }

    /// Asks the process to end and waits for it.
    /// - Returns: its exit status.
    public func terminate() -> Int32 {
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// A port nobody listens on at the moment.
    ///
    /// Below those the system hands out itself: a server that is killed and started again must find its port free.
    public static func freePort() throws -> Int {
        for _ in 0..<100 {
            let port = UInt16.random(in: 10_000..<32_000)
            if canBind(port) { return Int(port) }
        }
        throw TestFailure("no free port")
    }

    private static func canBind(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 }
        }
    }
}

/// Why a test's surroundings failed.
public struct TestFailure: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
