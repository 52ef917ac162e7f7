import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct ConsumerMeterTests {
    @Test func `a consumer is behind by what it has not acknowledged`() async throws {
        let world = try await World()
        let network = world.network.id
        let consumers = world.operations.consumers
        let key = Consumer.Key(networkID: network, name: "indexer")
        _ = try await consumers.put(key, ["events": ["channel.*"]])
        let meter = ConsumerMeter(consumers: consumers, directory: world.operations.directory)
        func rule(_ number: Int64, _ name: String) -> AlertRule {
            AlertRule(
                id: AlertID(rawValue: number), networkID: network, name: "", metric: .lag, subject: .consumer(name),
                threshold: 1, createdAt: World.now)
        }
        let rules = [rule(1, "indexer"), rule(2, "indexer"), rule(3, "nobody")]
        func readings() async throws -> [AlertID: Double] {
            try await meter.readings(for: rules, of: network, at: World.now)
        }
        #expect(try await readings() == [AlertID(rawValue: 1): 0, AlertID(rawValue: 2): 0])
        try await world.publish(5)
        try await world.publish(2, type: "message.didCreate")
        #expect(try await readings() == [AlertID(rawValue: 1): 5, AlertID(rawValue: 2): 5])
        guard case .batch(let batch) = try await consumers.lease(key, ["max": 3]) else {
            Issue.record("nothing was leased")
            return
        }
        #expect(batch.leases.count == 3)
        #expect(try await readings()[AlertID(rawValue: 1)] == 5)
        let tokens = batch.leases.prefix(2).map { JSONValue.string($0.token.description) }
        _ = try await consumers.acknowledge(key, ["tokens": .array(tokens)])
        let last = JSONValue.string(batch.leases[2].token.description)
        _ = try await consumers.giveBack(key, ["tokens": [last], "delayMs": 60_000])
        #expect(try await readings()[AlertID(rawValue: 1)] == 3)
        #expect(meter.knows(.consumer("indexer"), of: network))
        #expect(!meter.knows(.consumer("indexer"), of: NetworkID(rawValue: 1)))
        try await consumers.delete(key)
        #expect(!meter.knows(.consumer("indexer"), of: network))
        #expect(try await readings().isEmpty)
    }
}
