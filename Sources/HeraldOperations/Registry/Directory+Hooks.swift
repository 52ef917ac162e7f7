public import HeraldModel
import Synchronization

extension Directory {
    /// A network's hook of one kind.
    public func hook(_ key: Hook.Key) -> Hook? { state.withLock { $0.hooks[key] } }

    func put(_ hook: Hook) { state.withLock { $0.hooks[hook.key] = hook } }

    func remove(_ key: Hook.Key) { state.withLock { $0.hooks[key] = nil } }

    /// A network's custom commands, by name.
    public func commands(of network: NetworkID) -> [ChatCommand] {
        state.withLock { $0.commands[network].map { Array($0.values) } ?? [] }.sorted { $0.name < $1.name }
    }

    /// One custom command of a network.
    public func command(_ name: String, of network: NetworkID) -> ChatCommand? {
        state.withLock { $0.commands[network]?[name] }
    }

    func put(_ command: ChatCommand) {
        state.withLock { $0.commands[command.networkID, default: [:]][command.name] = command }
    }

    func remove(_ command: String, of network: NetworkID) {
        state.withLock { $0.commands[network]?[command] = nil }
    }
}
