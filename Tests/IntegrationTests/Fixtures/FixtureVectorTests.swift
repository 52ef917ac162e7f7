import Foundation
import HeraldJSON
import HeraldTestSupport
import Testing

/// The fixtures against the vectors' requests: what each kind of receiver makes of a genuine request.
@Suite struct FixtureVectorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let fixture: String
        let secret: String
        let vector: String
        /// Nil when no answer may come.
        let status: Int?

        init(_ fixture: String, _ secret: String, _ vector: String, _ status: Int?) {
            (self.fixture, self.secret, self.vector, self.status) = (fixture, secret, vector, status)
        }

        var testDescription: String { "\(fixture), \(vector)" }
    }

    static let cases: [Case] = [
        Case("socialplus_204", "whsec-test-1", "a message with emoji and a slash", nil),
        Case("socialplus_204", "whsec-test-1", "a channel is closed", 204),
        Case("socialplus_204", "whsec-test-1", "the separate legacy request", 204),
        Case("socialplus_422", "whsec-test-1", "a channel is closed", nil),
        Case("socialplus_guide", "whsec-test-1", "a message with emoji and a slash", 200),
        Case("socialplus_guide", "whsec-test-1", "hexadecimal", 401),
        Case("socialplus_hex", "whsec-test-1", "a channel is closed", 401),
        Case("socialplus_stringify", "whsec-test-1", "a message with emoji and a slash", 200),
        Case("sendbird_raw", "sb-test-token", "a user blocks another", nil),
        Case("sendbird_raw", "secondary-token", "a user blocks another", 401),
        Case("sendbird_text", "sb-test-token", "a message is sent", 200),
        Case("sendbird_exact", "sb-test-token", "a message is sent", 200),
        Case("sendbird_members", "sb-test-token", "a message is sent", 500),
        // Right for ASCII alone: the vector has characters that the receiver writes raw.
        Case("sendbird_slashes", "sb-test-token", "a reaction", 401),
        Case("sendbird_slashes", "sb-test-token", "a category nobody knows", 200),
        Case("sendbird_reserialised", "sb-test-token", "a user blocks another", 401),
        Case("sendbird_remembers", "sb-test-token", "a message is sent", 503),
        Case("sendbird_strict_times", "sb-test-token", "an edit that does not say when", 400),
        Case("sendbird_strict_times", "sb-test-token", "a message is edited", 200),
        Case("sendbird_own_secret", "sb-test-token", "a user blocks another", 401),
        Case("sendbird_bot", "sb-test-token", "a message is sent", 200),
        Case("stream_raw", "secret", "a new message", 200), Case("stream_raw", "secret", "compressed", 200),
        Case("stream_raw", "other", "a new message", 401),
        Case("stream_raw", "secret", "a call before a message is sent", 500),
        Case("stream_stringify", "secret", "a new message", 200),
        Case("stream_dedupes", "secret", "a new message", 500),
        Case("stream_dedupes", "secret", "numbers and times at the edges", 200),
        Case("gzip_answer", "", "a new message", 200), Case("never", "", "a new message", nil),
    ]

    @Test(.timeLimit(.minutes(10)), arguments: cases)
    func answersAsTheReferenceSays(test: Case) async throws {
        let provider = test.fixture.split(separator: "_").first.map(String.init) ?? ""
        let file = ["socialplus", "sendbird"].contains(provider) ? provider : "stream"
        let vector = try #require(try Self.vector(test.vector, in: file))
        let fixture = try ReceiverFixture(test.fixture, secret: test.secret)
        let isJSON = vector.headers.contains { $0.0.lowercased() == "content-type" }
        let headers = vector.headers + (isJSON ? [] : [("content-type", "application/json")])
        // Waiting in vain has to be short; what does answer has ten seconds for it.
        let limit = test.status == nil ? Duration.milliseconds(700) : .seconds(10)
        let status = try await fixture.post(headers, vector.body, within: limit)
        #expect(status == test.status)
    }

    private static func vector(_ name: String, in file: String) throws -> (headers: [(String, String)], body: [UInt8])?
    {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors/\(file).json")
        let document = try JSONValue(parsing: Array(try Data(contentsOf: url)))
        guard let vector = document["vectors"]?.array?.first(where: { $0["name"]?.string == name }) else { return nil }
        let headers = (vector["headers"]?.array ?? []).map {
            ($0.array?.first?.string ?? "", $0.array?.last?.string ?? "")
        }
        let encoded = vector["bodyBase64"]?.string.flatMap { Data(base64Encoded: $0) }
        return (headers, encoded.map(Array.init) ?? Array((vector["body"]?.string ?? "").utf8))
    }
}
