import HeraldJSON
import HeraldTestSupport

/// A receiver as the references found it in the field; `Resources/fixtures.py` has them all.
struct ReceiverFixture {
    private let receiver: PythonReceiver
    var url: String { "http://127.0.0.1:\(receiver.port)/hook" }

    init(_ name: String, secret: String = "whsec-test-1") throws {
        receiver = try PythonReceiver("fixtures.py", [name, secret])
    }

    /// What it counted so far: `statuses`, `hung`, `acted`, `lastHeaders`, `lastBody`.
    func counted() async throws -> JSONValue {
        try await HeraldClient(url: url, key: "").call("GET", "").body
    }

    /// How often it answered with a status.
    func count(of status: Int) async throws -> Int64 { try await counted()["statuses"]?["\(status)"]?.integer ?? 0 }

    /// Posts a request as it is and answers the status; nil when no answer came in time.
    func post(_ headers: [(String, String)], _ body: [UInt8], within limit: Duration) async throws -> Int? {
        try await HeraldClient.status(ofPosting: body, headers: headers, to: url, within: limit)
    }
}
