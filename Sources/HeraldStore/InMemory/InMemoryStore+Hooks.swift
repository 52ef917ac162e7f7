public import HeraldModel

extension InMemoryStore {
    public func save(_ hook: Hook) async throws {
        try access { state in
            guard state.networks[hook.networkID] != nil else { throw StoreError.notFound }
            state.hooks[hook.key] = hook
        }
    }

    public func hooks() async throws -> [Hook] { try access { Array($0.hooks.values) } }

    public func deleteHook(_ key: Hook.Key) async throws { try access { $0.hooks[key] = nil } }

    public func add(_ command: ChatCommand, limit: Int) async throws -> Bool {
        try access { state in
            guard state.networks[command.networkID] != nil else { throw StoreError.notFound }
            let key = InMemoryState.CommandKey(network: command.networkID, name: command.name)
            guard state.commands[key] == nil else { throw StoreError.conflict }
            guard state.commands.keys.count(where: { $0.network == command.networkID }) < limit else { return false }
            state.commands[key] = command
            return true
        }
    }

    public func update(_ command: ChatCommand) async throws {
        try access { state in
            let key = InMemoryState.CommandKey(network: command.networkID, name: command.name)
            guard state.commands[key] != nil else { throw StoreError.notFound }
            state.commands[key] = command
        }
    }

    public func commands() async throws -> [ChatCommand] { try access { Array($0.commands.values) } }

    public func deleteCommand(_ name: String, of network: NetworkID) async throws {
        try access { $0.commands[InMemoryState.CommandKey(network: network, name: name)] = nil }
    }
}
