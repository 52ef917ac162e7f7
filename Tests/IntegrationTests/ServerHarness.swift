import Foundation
import HeraldJSON
import HeraldTestSupport

/// Runs a server process of its own on a fresh SQLite file and ends it afterwards.
func withServer<Result>(
    environment: [String: String] = [:],
    _ body: (_ client: HeraldClient, _ server: HeraldProcess) async throws -> Result
) async throws -> Result {
    let folder = try TemporaryFolder()
    let server = HeraldProcess(
        port: try HeraldProcess.freePort(), store: "sqlite:\(folder.path)/herald.db", environment: environment)
    try await server.start()
    defer { server.killHard() }
    return try await body(HeraldClient(url: server.url, key: server.adminKey), server)
}

extension HeraldClient {
    /// Registers a webhook and answers it.
    func makeWebhook(_ network: String, url: String, _ extra: JSONValue = [:]) async throws -> JSONValue {
        var body = JSONObject([.init("url", .string(url)), .init("events", ["*"]), .init("secret", "whsec-test-1")])
        for member in extra.object?.members ?? [] { body[member.key] = member.value }
        return try await expect(201, "POST", network + "/webhooks", .object(body))
    }

    /// Publishes one `channel.didClose` and answers its id.
    @discardableResult
    func publish(_ network: String, id: String? = nil, channel: String = "c1") async throws -> String {
        var event = JSONObject([
            .init("type", "channel.didClose"), .init("data", ["channel": ["channelId": .string(channel)]]),
        ])
        event["id"] = id.map { .string($0) }
        let answer = try await expect(202, "POST", network + "/events", .object(event))
        guard let id = answer["events"]?.array?.first?["id"]?.string else { throw TestFailure("no id in the answer") }
        return id
    }

    /// The deliveries of an event, as the API shows them.
    func deliveries(_ network: String, of event: String) async throws -> [JSONValue] {
        try await expect(200, "GET", network + "/events/\(event)")["deliveries"]?.array ?? []
    }
}

/// NDJSON with events `first..<first+count`, each with its own id and channel.
func ndjson(from first: Int, count: Int) -> [UInt8] {
    var lines: [UInt8] = []
    for number in first..<first + count {
        lines +=
            #"{"type":"channel.didClose","id":"e\#(number)","data":{"channel":{"channelId":"c\#(number % 50)","testId":"e\#(number)","text":"héllo 🌍 a/b"}}}"#
            .utf8
        lines.append(UInt8(ascii: "\n"))
    }
    return lines
}
