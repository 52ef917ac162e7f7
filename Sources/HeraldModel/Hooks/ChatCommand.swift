/// A custom `/command` of a network's chat (`reference/stream-chat.md` §10).
public struct ChatCommand: Hashable, Sendable {
    public let networkID: NetworkID
    /// What users type after the slash. Unique in the network and never changed.
    public let name: String
    /// What the command does, for users.
    public var description: String
    /// What may follow the name, for users: `[text]`.
    public var args: String
    /// The group the command is shown in: `fun_set`.
    public var set: String
    public let createdAt: Timestamp
    public var updatedAt: Timestamp

    /// Describes a command.
    public init(
        networkID: NetworkID, name: String, createdAt: Timestamp, description: String = "", args: String = "",
        set: String = "", updatedAt: Timestamp? = nil
    ) {
        self.networkID = networkID
        self.name = name
        self.description = description
        self.args = args
        self.set = set
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
    }

    /// What stands for the name in calls of stand-alone MML interactions (`reference/stream-chat.md` §10).
    public static let interactionName = "mml"

    /// Names no network can take: the built-in commands (`reference/stream-chat.md` §10) and ``interactionName``.
    public static let reservedNames: Set<String> = [
        "giphy", "ban", "unban", "mute", "unmute", "flag", interactionName,
    ]

    /// Whether users can type `name` after a slash: 1 to 64 ASCII letters, digits, `_` and `-`.
    public static func isName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            }
    }
}
