public import HeraldModel

/// What a call asks of the key it comes with, and a page of who signed in.
public enum Need: Hashable, Sendable {
    /// No key at all.
    case nothing
    /// Everything, including networks and keys.
    case admin
    /// Change one network.
    case manage
    /// Publish events to one network.
    case publish
    /// Read one network.
    case read
    /// Take events as a consumer, which reads payloads and moves the consumer on.
    case consume
    /// Read what describes a network without showing its traffic: its catalogue.
    case describe

    /// Whether a key with this role may make the call.
    public func allows(_ role: Role) -> Bool { roles.contains(role) }

    /// The roles in words, for a refusal.
    public var description: String {
        let names = roles.map { "'\($0.rawValue)'" }
        guard let last = names.last, names.count > 1 else { return "the role \(names.joined())" }
        return "the role \(names.dropLast().joined(separator: ", ")) or \(last)"
    }

    private var roles: [Role] {
        switch self {
        case .nothing, .describe: [.admin, .manage, .publish, .read, .consume]
        case .admin: [.admin]
        case .manage: [.admin, .manage]
        case .publish: [.admin, .manage, .publish]
        case .read: [.admin, .manage, .read, .consume]
        case .consume: [.admin, .manage, .consume]
        }
    }
}
