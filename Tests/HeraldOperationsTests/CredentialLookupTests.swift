import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldStore
import Logging
import Testing

@testable import HeraldOperations

@Suite struct CredentialLookupTests {
    private func operations() async throws -> Operations {
        try await Operations(
            store: InMemoryStore { World.now }, engine: FakeEngine(),
            hooks: HookCaller(transport: SilentTransport(), now: { World.now }), vetter: OpenVetter(),
            live: NoLiveStats(), dialects: Dialect.allCases, clock: WallClock { World.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func network(_ operations: Operations, _ dialect: String, _ credentials: JSONValue) async throws
        -> NetworkID
    {
        try await operations.networks.create([
            "name": "n", "dialect": .string(dialect), "credentials": credentials,
        ]).id
    }

    @Test func aTokenNamesItsNetworkUntilItChanges() async throws {
        let operations = try await operations()
        let directory = operations.directory
        let id = try await network(operations, "sendbird", ["appId": "A", "masterApiToken": "one"])
        #expect(directory.network(forSendbirdToken: "one")?.id == id)
        #expect(directory.network(forSendbirdToken: "on") == nil && directory.network(forSendbirdToken: "") == nil)
        #expect(directory.network(forStreamKey: "one") == nil, "another vendor's credential")
        _ = try await operations.networks.update(id, ["credentials": ["appId": "A", "masterApiToken": "two"]])
        #expect(directory.network(forSendbirdToken: "one") == nil)
        #expect(directory.network(forSendbirdToken: "two")?.id == id)
        try await operations.networks.delete(id)
        #expect(directory.network(forSendbirdToken: "two") == nil)
    }

    @Test func aSharedTokenNeedsTheApplication() async throws {
        let operations = try await operations()
        let directory = operations.directory
        let first = try await network(operations, "sendbird", ["appId": "A", "masterApiToken": "shared"])
        let second = try await network(operations, "sendbird", ["appId": "B", "masterApiToken": "shared"])
        #expect(directory.network(forSendbirdToken: "shared") == nil)
        #expect(directory.network(forSendbirdToken: "shared", appID: "C") == nil)
        #expect(directory.network(forSendbirdToken: "shared", appID: "A")?.id == first)
        #expect(directory.network(forSendbirdToken: "shared", appID: "B")?.id == second)
        try await operations.networks.delete(first)
        #expect(directory.network(forSendbirdToken: "shared")?.id == second)
    }

    @Test func everyStreamKeyNamesItsNetwork() async throws {
        let operations = try await operations()
        let keys: JSONValue = [
            "apiKeys": [["apiKey": "k1", "apiSecret": "s1"], ["apiKey": "k2", "apiSecret": "s2"]]
        ]
        let id = try await network(operations, "stream", keys)
        #expect(operations.directory.network(forStreamKey: "k1")?.id == id)
        #expect(operations.directory.network(forStreamKey: "k2")?.id == id)
        #expect(operations.directory.network(forStreamKey: "s1") == nil)
    }
}
