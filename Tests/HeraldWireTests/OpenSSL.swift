import Foundation

/// An HMAC that is not ours.
enum OpenSSL {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The HMAC-SHA256 of `body`.
    static func signature(of body: [UInt8], secret: String) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appendingPathComponent("body")
        let output = folder.appendingPathComponent("mac")
        try Data(body).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "")
        process.arguments = ["dgst", "-sha256", "-hmac", secret, "-binary", "-out", output.path, input.path]
        try process.run()
        process.waitUntilExit()
        return try Data(contentsOf: output)
    }
}
