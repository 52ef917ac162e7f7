import HeraldJSON
import HeraldModel
import HeraldStore
import Testing

@testable import HeraldOperations

@Suite struct KeyAdministrationTests {
    @Test func theFirstStartMakesOneAdminKey() async throws {
        let world = try await World()
        let token = try #require(try await world.operations.keys.ensureAdminKey(given: nil))
        #expect(world.operations.keys.authenticate(token)?.role == .admin)
        #expect(try await world.operations.keys.ensureAdminKey(given: nil) == nil)
        let restarted = try await World.operations(world.store, world.engine)
        #expect(try await restarted.keys.ensureAdminKey(given: "") == nil)
        #expect(restarted.keys.authenticate(token)?.role == .admin)
        #expect(restarted.keys.authenticate(token + "0") == nil)
        let stored = try await world.store.keys()
        #expect(stored.count == 1 && stored.allSatisfy { $0.tokenHash.count == 32 && !token.isEmpty })
        #expect(stored.allSatisfy { token.hasPrefix($0.hint) && $0.hint.count < 20 })
    }

    @Test func theOperatorsKeyReplacesTheOneBefore() async throws {
        let world = try await World()
        let keys = world.operations.keys
        #expect(try await keys.ensureAdminKey(given: "first-key") == nil)
        #expect(try await keys.ensureAdminKey(given: "first-key") == nil)
        #expect(keys.all.count == 1)
        #expect(try await keys.ensureAdminKey(given: "second-key") == nil)
        #expect(keys.authenticate("first-key") == nil && keys.authenticate("second-key")?.role == .admin)
        let own = try await keys.create(["role": "admin"])
        #expect(try await keys.ensureAdminKey(given: "third-key") == nil)
        #expect(keys.authenticate(own.token)?.role == .admin && keys.all.count == 2)
    }

    @Test func keysOfADeletedNetworkAreGone() async throws {
        let world = try await World()
        let key = try await world.operations.keys.create(
            ["role": "read", "network": .string(world.network.id.description)])
        #expect(world.operations.keys.authenticate(key.token)?.networkID == world.network.id)
        try await world.operations.networks.delete(world.network.id)
        #expect(world.operations.keys.authenticate(key.token) == nil)
    }
}
