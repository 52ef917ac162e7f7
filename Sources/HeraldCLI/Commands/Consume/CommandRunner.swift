import Foundation
import Glibc

/// Runs a shell command for an event.
struct CommandRunner: Sendable {
    let command: String

    /// How a run ended, in words for a dead letter; nil for exit 0.
    func run(_ event: LeasedEvent) async throws -> String? {
        let input = try Self.input(event.text)
        defer { try? input.close() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardInput = input
        var environment = ProcessInfo.processInfo.environment
        environment["HERALD_EVENT_ID"] = event.id
        environment["HERALD_EVENT_TYPE"] = event.type
        environment["HERALD_ATTEMPT"] = String(event.attempt)
        // The command is the owner's, but it does not need the server's key.
        for name in ["HERALD_KEY", "HERALD_ADMIN_KEY"] { environment[name] = nil }
        process.environment = environment
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { process in
                let status = process.terminationStatus
                if process.terminationReason == .uncaughtSignal {
                    continuation.resume(returning: "The command was ended by signal \(status).")
                } else {
                    continuation.resume(returning: status == 0 ? nil : "The command ended with status \(status).")
                }
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: CommandFailure("The command cannot be started: /bin/sh is missing."))
            }
        }
    }

    /// The event as a file without a name: a pipe would block when the command does not read it.
    private static func input(_ text: String) throws -> FileHandle {
        let template = FileManager.default.temporaryDirectory.appendingPathComponent("herald-event-XXXXXX").path
        var name = Array(template.utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw CommandFailure("No temporary file can be made.", hint: "Check the space in $TMPDIR or /tmp.")
        }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Array((text + "\n").utf8))
        try handle.seek(toOffset: 0)
        return handle
    }
}
