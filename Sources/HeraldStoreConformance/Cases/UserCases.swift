import HeraldModel
import HeraldStore

extension StoreConformance {
    static let userCases: [Case] = [
        Case("users are added, found, changed and removed with their sessions") { harness in
            let network = try await harness.makeNetwork()
            var ada = try await harness.makeUser("ada", role: .admin)
            let bob = try await harness.makeUser("bob", role: .read, network: network.id)
            try check(try await harness.store.users(), is: [ada, bob], "users")
            try check(try await harness.store.user(bob.id), is: bob, "a user by id")
            try check(try await harness.store.user(named: "ada"), is: ada, "a user by name")
            try check(try await harness.store.user(named: "Ada"), is: nil, "a name in other letters")
            ada.role = .manage
            ada.networkID = network.id
            ada.passwordHash = "other"
            ada.updatedAt = harness.clock.now
            try await harness.store.update(ada)
            try check(try await harness.store.user(ada.id), is: ada, "a changed user")
            let own = try await harness.makeSession(.user(ada.id), token: 1)
            let other = try await harness.makeSession(.user(bob.id), token: 2)
            try await harness.store.deleteUser(ada.id)
            try await harness.store.deleteUser(ada.id)
            try check(try await harness.store.users(), is: [bob], "users after a removal")
            try check(try await harness.store.session(tokenHash: own.tokenHash), is: nil, "a removed user's session")
            try check(try await harness.store.session(tokenHash: other.tokenHash), is: other, "another's session")
            let gone = ada
            try await checkThrows(.notFound, "a change of a removed user") { try await harness.store.update(gone) }
        },
        Case("user names are unique, and users go with their network") { harness in
            let network = try await harness.makeNetwork()
            let ada = try await harness.makeUser("ada", role: .read, network: network.id)
            let root = try await harness.makeUser("root", role: .admin)
            try await checkThrows(.conflict, "a second user of one name") {
                try await harness.makeUser("ada", role: .admin)
            }
            try check(try await harness.store.users(), is: [ada, root], "users after a refusal")
            let session = try await harness.makeSession(.user(ada.id), token: 1)
            try await harness.store.deleteNetwork(network.id)
            try check(try await harness.store.users(), is: [root], "users of a deleted network")
            try check(try await harness.store.session(tokenHash: session.tokenHash), is: nil, "their session")
            try await checkThrows(.notFound, "a user of a deleted network") {
                try await harness.makeUser("eve", role: .read, network: network.id)
            }
        },
    ]
}

extension ConformanceHarness {
    @discardableResult
    func makeUser(_ name: String, role: Role, network: NetworkID? = nil) async throws -> User {
        let user = User(
            id: try await store.makeUserID(), name: name, role: role, networkID: network,
            passwordHash: "hash of \(name)",
            createdAt: clock.now)
        try await store.add(user)
        return user
    }

    func makeSession(_ owner: Session.Owner, token: UInt8, pass: PortalPass? = nil) async throws -> Session {
        let session = Session(
            id: try await store.makeSessionID(), owner: owner, pass: pass,
            tokenHash: Array(repeating: token, count: 32), agent: "Browser ü", createdAt: clock.now)
        try await store.add(session)
        return session
    }
}
