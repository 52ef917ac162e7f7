public import HeraldModel

extension InMemoryStore {
    public func makeUserID() async throws -> UserID { try access { UserID(rawValue: $0.nextKey()) } }

    public func add(_ user: User) async throws {
        try access { state in
            try state.requireNetwork(of: user)
            guard !state.users.values.contains(where: { $0.name == user.name }) else { throw StoreError.conflict }
            state.users[user.id] = user
        }
    }

    public func update(_ user: User) async throws {
        try access { state in
            guard state.users[user.id] != nil else { throw StoreError.notFound }
            try state.requireNetwork(of: user)
            state.users[user.id] = user
        }
    }

    public func users() async throws -> [User] { try access { $0.users.values.sorted { $0.id < $1.id } } }

    public func user(_ id: UserID) async throws -> User? { try access { $0.users[id] } }

    public func user(named name: String) async throws -> User? {
        try access { state in state.users.values.first { $0.name == name } }
    }

    public func deleteUser(_ id: UserID) async throws { try access { $0.deleteUser(id) } }
}

extension InMemoryState {
    mutating func deleteUser(_ id: UserID) {
        users[id] = nil
        sessions = sessions.filter { $0.value.owner != .user(id) }
    }

    fileprivate func requireNetwork(of user: User) throws {
        if let network = user.networkID, networks[network] == nil { throw StoreError.notFound }
    }
}
