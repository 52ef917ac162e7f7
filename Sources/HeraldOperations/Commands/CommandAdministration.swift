public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Creates, changes and removes the custom commands of networks, in store and registry together.
public struct CommandAdministration: Sendable {
    private let store: any Store
    private let directory: Directory
    private let gate: ChangeGate
    private let limits: OperationLimits
    private let clock: WallClock

    init(store: any Store, directory: Directory, gate: ChangeGate, limits: OperationLimits, clock: WallClock) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.limits = limits
        self.clock = clock
    }

    /// A network's commands, by name.
    public func all(of network: NetworkID) throws(OperationError) -> [ChatCommand] {
        guard directory.network(network) != nil else { throw .notFound("network") }
        return directory.commands(of: network)
    }

    /// One command of a network.
    public func command(_ name: String, of network: NetworkID) throws(OperationError) -> ChatCommand {
        guard let command = directory.command(name, of: network) else { throw .notFound("command") }
        return command
    }

    /// Creates a command from `{"name","description"?,"args"?,"set"?}`.
    public func create(_ body: JSONValue, in networkID: NetworkID) async throws -> ChatCommand {
        let now = clock.now
        var reader = FieldReader(body)
        let name = reader.required("name", Self.name)
        var draft = ChatCommand(networkID: networkID, name: name ?? "", createdAt: now)
        Self.apply(&reader, to: &draft)
        try reader.finish()
        let command = draft
        return try await gate.run {
            guard directory.network(networkID) != nil else { throw OperationError.notFound("network") }
            guard directory.command(command.name, of: networkID) == nil else {
                throw OperationError.commandExists(command.name)
            }
            try await OperationError.translating("network") {
                guard try await store.add(command, limit: limits.commandsPerNetwork) else {
                    throw OperationError.commandLimit(limits.commandsPerNetwork)
                }
            }
            directory.put(command)
            return command
        }
    }

    /// Changes what `body` names: `description`, `args`, `set`. The name stays.
    public func update(_ name: String, of networkID: NetworkID, _ body: JSONValue) async throws -> ChatCommand {
        try await gate.run {
            var command = try self.command(name, of: networkID)
            var reader = FieldReader(body)
            if let given = reader.optional("name", .text(0...64)), given != name {
                reader.fail("name", FieldProblem("cannot be changed; create another command instead"))
            }
            Self.apply(&reader, to: &command)
            try reader.finish()
            command.updatedAt = clock.now
            let changed = command
            try await OperationError.translating("command") { try await store.update(changed) }
            directory.put(changed)
            return changed
        }
    }

    /// Removes a command. Calls of it are refused from then on.
    public func delete(_ name: String, of networkID: NetworkID) async throws {
        try await gate.run {
            _ = try self.command(name, of: networkID)
            try await OperationError.translating("command") { try await store.deleteCommand(name, of: networkID) }
            directory.remove(name, of: networkID)
        }
    }

    private static func apply(_ reader: inout FieldReader, to command: inout ChatCommand) {
        reader.update(&command.description, "description", cleared: "", .text(0...512))
        reader.update(&command.args, "args", cleared: "", .text(0...256))
        reader.update(&command.set, "set", cleared: "", .text(0...64))
    }

    private static var name: FieldRule<String> {
        FieldRule { value throws(FieldProblem) in
            guard let name = value.string, ChatCommand.isName(name) else {
                throw FieldProblem("must have 1 to 64 letters, digits, '_' or '-'")
            }
            guard !ChatCommand.reservedNames.contains(name.lowercased()) else {
                throw FieldProblem("is the name of a built-in command", code: "reserved_command_name")
            }
            return name
        }
    }
}
