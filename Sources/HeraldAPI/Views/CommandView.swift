import HeraldJSON
import HeraldModel

/// How a custom command looks to users.
enum CommandView {
    static func json(_ command: ChatCommand) -> JSONValue {
        [
            "name": .string(command.name), "description": .string(command.description), "args": .string(command.args),
            "set": .string(command.set), "createdAt": .time(command.createdAt), "updatedAt": .time(command.updatedAt),
        ]
    }
}
