import HTTPTypes
import HeraldJSON
import HeraldReceiver
import HeraldTestSupport
import Testing

/// Many requests at once, some of them twice: what comes out is what went in, once and in order.
@Suite(.serialized)
struct GatewayLoadTests {
    private static let events = 9000
    private static let channels = 256
    private static let connections = 64

    @Test(.timeLimit(.minutes(10)))
    func distinctEventsArriveOnceInTheOrderOfTheirChannel() async throws {
        let sink = TestSink()
        try await sink.run { url in
            try await withServer { client, server in
                let network = try await client.makeNetwork([
                    "dialect": "stream", "credentials": ["apiKey": "k1", "apiSecret": "of the network"],
                ])
                try await client.expect(
                    201, "POST", network + "/webhooks",
                    // A busy machine must not turn slowness into timeouts.
                    ["url": .string(url), "events": ["*"], "ordering": "key", "timeoutMs": 30000])
                let source = try await client.expect(
                    201, "POST", network + "/sources", ["provider": "stream", "secrets": ["of the provider"]])
                let load: JSONValue = [
                    "port": .number(JSONNumber(server.port)), "path": source["ingestPath"] ?? .null, "kind": "stream",
                    "secret": "of the provider", "connections": .number(JSONNumber(Self.connections)),
                    "channels": .number(JSONNumber(Self.channels)), "events": .number(JSONNumber(Self.events)),
                ]
                let result = try await PythonLibraries.runAside(script: "provider_load.py", input: load.encoded())
                guard result.status == 0 else { throw TestFailure(result.output) }
                let told = try JSONValue(parsing: result.output)
                #expect(told["repeats"] == 1000)
                #expect(told["statuses"] == ["200": 10000])
                let id = try #require(source["id"]?.string)
                let stats = try await client.expect(200, "GET", network + "/sources/\(id)/stats")
                #expect(stats["accepted"] == 9000 && stats["duplicates"] == 1000 && stats["refused"] == [:])
                try await eventually(within: .seconds(400), "all events arrive") { sink.count >= Self.events }
                try await eventually(within: .seconds(120), "nothing is owed any more") {
                    let open = try await client.expect(200, "GET", network + "/deliveries?status=pending&limit=1")
                    return open["data"]?.array?.isEmpty == true
                }
            }
        }

        let arrivals = sink.arrivals
        #expect(arrivals.count == Self.events)
        let receiver = Receiver(provider: .stream, secrets: ["of the provider"])
        var numbers: [String: [Int]] = [:]
        var genuine = 0
        for arrival in arrivals {
            let headers = arrival.headers.map { (name: $0.name.canonicalName, value: $0.value) }
            guard case .verified(let event) = receiver.verify(headers: headers, body: arrival.body),
                let number = event.data["message"]?["number"]?.integer, let channel = event.channel
            else { continue }
            genuine += 1
            numbers[channel, default: []].append(Int(number))
        }
        #expect(genuine == Self.events, "the provider's bytes and signature go on unchanged")
        #expect(numbers.count == Self.channels)
        let wanted = (0..<Self.channels).map { Array(stride(from: $0, to: Self.events, by: Self.channels)) }
        let disordered = wanted.indices.filter { numbers["messaging:c\($0)"] != wanted[$0] }
        #expect(disordered.isEmpty, "channels out of order, or with other events")
    }
}
