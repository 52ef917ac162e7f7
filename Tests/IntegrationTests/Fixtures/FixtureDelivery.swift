import HeraldJSON
import HeraldTestSupport
import Testing

/// Publishes one event in a server of its own, for one webhook with that receiver, and answers the delivery once it is
/// over. The webhook must be the same afterwards, whatever the receiver answered.
func deliver(
    _ type: String, _ data: JSONValue, to fixture: ReceiverFixture, network: JSONValue = [:], webhook: JSONValue = [:]
) async throws -> JSONValue {
    try await withServer { client, _ in
        let network = try await client.makeNetwork(network)
        var body = JSONObject([.init("url", .string(fixture.url)), .init("events", ["*"])])
        for member in webhook.object?.members ?? [] { body[member.key] = member.value }
        let made = try await client.expect(201, "POST", network + "/webhooks", .object(body))
        let event: JSONValue = ["type": .string(type), "data": data]
        let answer = try await client.expect(202, "POST", network + "/events", event)
        let id = answer["events"]?.array?.first?["id"]?.string ?? ""
        try await eventually("the delivery is over") {
            ["delivered", "failed"].contains(try await client.deliveries(network, of: id).first?["status"]?.string)
        }
        let after = try await client.expect(200, "GET", network + "/webhooks/\(made["id"]?.string ?? "")")
        #expect(after["status"] == made["status"])
        let delivery = try await client.deliveries(network, of: id).first?["id"]?.string ?? ""
        return try await client.expect(200, "GET", network + "/deliveries/\(delivery)")
    }
}

extension JSONValue {
    /// The status of each attempt of a delivery; 0 where no answer came.
    var attemptStatuses: [Int64] { (self["attempts"]?.array ?? []).map { $0["status"]?.integer ?? 0 } }
}
