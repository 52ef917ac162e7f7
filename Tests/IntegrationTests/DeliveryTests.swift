import Foundation
import HTTPTypes
import HeraldJSON
import HeraldTestSupport
import Testing

/// Real server process, real sockets, real receivers.
@Suite(.serialized)
struct DeliveryTests {
    @Test(.timeLimit(.minutes(10)))
    func anIndependentReceiverAcceptsTenThousandEventsExactlyOnce() async throws {
        let sink = try PythonSink(secret: "whsec-test-1")
        try await withServer { client, _ in
            let network = try await client.makeNetwork()
            _ = try await client.makeWebhook(network, url: sink.url)
            for batch in 0..<10 {
                let answer = try await client.call(
                    "POST", network + "/events", bytes: ndjson(from: batch * 1000, count: 1000),
                    type: "application/x-ndjson")
                #expect(answer.status == 202)
                let events = answer.body["events"]?.array ?? []
                #expect(events.count == 1000)
                #expect(events.allSatisfy { $0["duplicate"]?.bool == false && $0["deliveries"]?.integer == 1 })
            }
            let counter = HeraldClient(url: sink.url, key: "")
            try await eventually(within: .seconds(90), "10,000 events arrive") {
                try await counter.call("GET", "").body["distinct"]?.integer == 10_000
            }
            let counted = try await counter.call("GET", "").body
            #expect(counted["accepted"]?.integer == 10_000)
            #expect(counted["rejected"]?.integer == 0)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func aReceiverThatFailsFiveTimesGetsTheSameBytesAgain() async throws {
        let sink = TestSink { $0.index < 5 ? .init(status: 500, body: "try later") : .ok }
        try await sink.run { url in
            try await withServer { client, _ in
                let network = try await client.makeNetwork()
                let retry: JSONValue = ["policy": "schedule", "delaysMs": [20, 20, 20, 20, 20]]
                _ = try await client.makeWebhook(network, url: url, ["retry": retry])
                let event = try await client.publish(network)
                try await eventually("the sixth attempt succeeds") {
                    try await client.deliveries(network, of: event).first?["status"]?.string == "delivered"
                }
                #expect(sink.count == 6)
                #expect(Set(sink.arrivals.map(\.body)).count == 1)
                let id = try #require(try await client.deliveries(network, of: event).first?["id"]?.string)
                let delivery = try await client.expect(200, "GET", network + "/deliveries/\(id)")
                let attempts = delivery["attempts"]?.array ?? []
                #expect(attempts.map { $0["status"]?.integer } == [500, 500, 500, 500, 500, 200])
                #expect(attempts.map { $0["number"]?.integer } == [1, 2, 3, 4, 5, 6])
                #expect(attempts.first?["responseBody"]?.string == "try later")
                #expect(attempts.allSatisfy { $0["error"] == .null && $0["durationMs"] != nil })
            }
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func aReceiverThatNeverAnswersIsTimedOutAndSlowsNobody() async throws {
        let silent = TestSink { _ in .init(delay: .seconds(30)) }
        let healthy = TestSink()
        try await silent.run { silentURL in
            try await healthy.run { healthyURL in
                try await withServer { client, _ in
                    let network = try await client.makeNetwork()
                    _ = try await client.makeWebhook(network, url: silentURL, ["retry": ["policy": "vendor"]])
                    _ = try await client.makeWebhook(network, url: healthyURL)
                    let event = try await client.publish(network)
                    for _ in 0..<20 { try await client.publish(network) }
                    try await eventually("the healthy receiver has everything") { healthy.count == 21 }
                    // The silent one cannot have timed out yet when it held nobody up.
                    let states = try await client.deliveries(network, of: event).map { $0["status"]?.string }
                    #expect(states.contains("delivered"))
                    try await eventually("the silent receiver is given up") {
                        try await client.deliveries(network, of: event)
                            .allSatisfy { ["delivered", "failed"].contains($0["status"]?.string) }
                    }
                    let failed = try #require(
                        try await client.deliveries(network, of: event).first { $0["status"]?.string == "failed" })
                    let id = try #require(failed["id"]?.string)
                    let attempts = try await client.expect(200, "GET", network + "/deliveries/\(id)")["attempts"]?.array
                    #expect(attempts?.count == 1)
                    #expect(attempts?.first?["error"]?.string == "timeout")
                    let duration = Double(attempts?.first?["durationMs"]?.numberText ?? "") ?? 0
                    #expect(duration >= 1450 && duration < 4000)
                }
            }
        }
    }

    @Test func publishingTwiceSendsOnce() async throws {
        let sink = TestSink()
        try await sink.run { url in
            try await withServer { client, _ in
                let network = try await client.makeNetwork()
                _ = try await client.makeWebhook(network, url: url)
                let event: JSONValue = [
                    "type": "channel.didClose", "id": "x1", "data": ["channel": ["channelId": "c"]],
                ]
                let first = try await client.expect(202, "POST", network + "/events", event)
                #expect(first["events"]?.array?.first?["duplicate"]?.bool == false)
                let second = try await client.expect(202, "POST", network + "/events", event)
                #expect(second["events"]?.array?.first?["duplicate"]?.bool == true)
                #expect(second["events"]?.array?.first?["id"]?.string == "x1")
                let other: JSONValue = [
                    "type": "channel.didClose", "id": "x1", "data": ["channel": ["channelId": "d"]],
                ]
                let conflict = try await client.call("POST", network + "/events", other)
                #expect(conflict.status == 409)
                #expect(conflict.body["code"]?.string == "event_id_conflict")
                try await client.publish(network, id: "last")
                try await eventually("two events arrive") { sink.count >= 2 }
                #expect(sink.count == 2)
            }
        }
    }

    @Test func theLegacySignatureComesInARequestOfItsOwn() async throws {
        let sink = TestSink()
        try await sink.run { url in
            try await withServer { client, _ in
                let network = try await client.makeNetwork()
                _ = try await client.makeWebhook(network, url: url, ["legacySignature": true])
                try await client.publish(network)
                try await eventually("both requests arrive") { sink.count == 2 }
                let names = sink.arrivals.map { arrival in
                    arrival.headers.map(\.name.canonicalName).filter { $0.hasSuffix("-signature") }
                }
                #expect(names.sorted { $0.joined() < $1.joined() } == [["x-amity-signature"], ["x-eko-signature"]])
                #expect(sink.arrivals[0].body == sink.arrivals[1].body)
            }
        }
    }
}

extension JSONValue {
    /// A number as it was written.
    var numberText: String? { if case .number(let number) = self { number.text } else { nil } }
}
