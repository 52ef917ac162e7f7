import Configuration
import HeraldOperations
import HeraldServer
import Testing

@testable import HeraldCLI

@Suite struct PublicURLTests {
    private static func read(_ text: String) async throws -> WebOrigin? {
        let reader = try await ConfigurationLayers.reader(
            flags: [:], environment: ["HERALD_PUBLIC_URL": text], file: nil)
        return try ServerConfiguration(reader: reader).publicURL
    }

    @Test(arguments: [
        ("https://Herald.example.com/", "https://herald.example.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://herald.example.com:443", "https://herald.example.com"),
    ])
    func anOriginIsTaken(text: String, origin: String) async throws {
        let read = try await Self.read(text)
        #expect(read?.text == origin)
    }

    @Test(arguments: ["herald.example.com", "https://herald.example.com/panel", "ftp://herald.example.com"])
    func anythingElseIsRefused(text: String) async {
        await #expect(throws: ConfigurationError.self) { try await Self.read(text) }
    }
}
