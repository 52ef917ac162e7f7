import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct RoutingTableTests {
    private func webhook(_ id: Int64, _ patterns: [String]) throws -> Webhook {
        Webhook(
            id: WebhookID(rawValue: id), networkID: NetworkID(rawValue: 1), url: "https://a.example/", secrets: [],
            createdAt: World.now, events: try patterns.map { try #require(EventPattern($0)) })
    }

    @Test func patternsChooseWebhooksEachOnce() throws {
        let table = RoutingTable([
            try webhook(1, ["*"]), try webhook(2, ["channel.*", "channel.didCreate"]),
            try webhook(3, ["push-notification/*"]), try webhook(4, ["message.didCreate"]),
        ])
        func ids(_ type: String) -> [Int64] { table.webhooks(for: type, data: []).map(\.rawValue) }
        for _ in 1...2 {
            #expect(ids("channel.didCreate") == [1, 2])
            #expect(ids("push-notification/message.created") == [3])
            #expect(ids("message.didCreate") == [1, 4])
            #expect(ids("herald.webhook.paused").isEmpty)
        }
    }

    @Test func manyTypesDoNotConfuseTheCache() throws {
        let table = RoutingTable([try webhook(1, ["even.*"])])
        for number in 0..<10_000 {
            let type = number % 2 == 0 ? "even.\(number)" : "odd.\(number)"
            #expect(table.webhooks(for: type, data: []).count == (number % 2 == 0 ? 1 : 0))
        }
    }

    @Test func changesReachTheRoutesAtOnce() async throws {
        let world = try await World(events: ["message.*"])
        func targets() throws -> [WebhookID] {
            try #require(world.operations.directory.routes(of: world.network.id)).webhooks(
                for: "channel.didCreate", data: Array("{}".utf8))
        }
        #expect(try targets().isEmpty)
        _ = try await world.operations.webhooks.update(world.webhook.id, of: world.network.id, ["events": ["*"]])
        #expect(try targets() == [world.webhook.id])
        try await world.operations.webhooks.delete(world.webhook.id, of: world.network.id)
        #expect(try targets().isEmpty)
        try await world.operations.networks.delete(world.network.id)
        #expect(world.operations.directory.routes(of: world.network.id) == nil)
    }
}
