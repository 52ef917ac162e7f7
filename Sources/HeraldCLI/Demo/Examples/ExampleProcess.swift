import Foundation
import ServiceLifecycle

/// An example program as a process of its own, which ends when the demo ends, however the demo ends.
struct ExampleProcess: Sendable {
    let example: DemoExample
    let program: URL
    /// Where it keeps its database and its log.
    let folder: URL
    /// What its webhook and its hook sign with.
    let secret: String

    /// Where its log is.
    var log: URL { folder.appendingPathComponent("\(example.program).log") }

    /// The shell ends the program when its own input ends. The demo holds the other end of that pipe, so this also
    /// happens when the demo is killed. A program that does not mind is killed three seconds later.
    private static let script = """
        "$0" </dev/null & program=$!
        exec >/dev/null 2>&1
        read -r line
        kill $program
        { sleep 3; kill -9 $program; } & killer=$!
        wait $program
        kill $killer
        """

    /// Runs until the program ends or the group around it shuts down.
    /// - Parameter onReady: called once with the address that the program prints.
    /// - Throws: ``CommandFailure`` when the program ends by itself.
    func run(onReady: @Sendable (_ url: String) -> Void) async throws {
        let input = Pipe()
        let output = Pipe()
        let chunks = try start(input: input, output: output)
        let isStopping = await withTaskCancellationOrGracefulShutdownHandler {
            var text: [UInt8] = []
            var isReady = false
            for await chunk in chunks where !isReady {
                text = (text + chunk).suffix(4096)
                guard let url = Self.address(in: text) else { continue }
                isReady = true
                onReady(url)
            }
            return Task.isCancelled || Task.isShuttingDownGracefully
        } onCancelOrGracefulShutdown: {
            try? input.fileHandleForWriting.close()
        }
        try? input.fileHandleForWriting.close()
        withExtendedLifetime(output) {}
        if !isStopping { throw failure() }
    }

    /// Starts the program and returns what it prints, chunk by chunk, until it ends.
    private func start(input: Pipe, output: Pipe) throws -> AsyncStream<[UInt8]> {
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", Self.script, program.path]
        process.environment = environment
        process.standardInput = input
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        let (chunks, feed) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(16))
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            guard data.isEmpty else { return _ = feed.yield(Array(data)) }
            handle.readabilityHandler = nil
            feed.finish()
        }
        do {
            try Self.withoutBlockedSignals { try process.run() }
        } catch {
            throw CommandFailure("\(example.program) cannot be started: \(error.localizedDescription)")
        }
        return chunks
    }

    /// A process inherits the signals that the thread which starts it blocks. Swift's worker threads block nearly all, so
    /// neither SIGTERM nor the shell's SIGCHLD would arrive.
    private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try body()
    }

    private var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment
        environment["PROVIDER"] = "socialplus"
        environment["SECRETS"] = secret
        environment["DATABASE"] = folder.appendingPathComponent("\(example.program).db").path
        let isFree = (try? PortProbe.check(host: "127.0.0.1", port: example.port)) != nil
        environment["PORT"] = isFree ? String(example.port) : "0"
        return environment
    }

    private func failure() -> CommandFailure {
        let lines = (try? String(contentsOf: log, encoding: .utf8))?.split(separator: "\n").suffix(5) ?? []
        return CommandFailure(
            "\(example.program) ended by itself.", details: lines.map { String($0.prefix(200)) },
            hint: "Start it alone to find out why, or run the demo with --examples none."
        )
    }

    /// The first address in a complete line of what the program printed.
    static func address(in text: [UInt8]) -> String? {
        guard let end = text.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
        let words = String(decoding: text[..<end], as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.first { $0.hasPrefix("http://") }.map { $0.hasSuffix("/") ? String($0.dropLast()) : String($0) }
    }
}
