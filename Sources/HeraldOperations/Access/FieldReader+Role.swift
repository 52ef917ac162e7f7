import HeraldModel

/// What somebody may do, and in which network.
struct RoleScope {
    let role: Role
    /// Nil for admins, who reach every network.
    let network: NetworkID?
}

extension FieldReader {
    /// Reads `role` and `network`: every role but `admin` needs a network, which must be one of this server. Nil when
    /// one of them was refused.
    mutating func roleScope(in directory: Directory) -> RoleScope? {
        let role = required("role", FieldRule<Role>.choice)
        let text = optional("network", .text(1...64))
        let network = text.flatMap { NetworkID($0) }
        if text != nil, network.flatMap(directory.network) == nil {
            fail("network", FieldProblem("names no network of this server"))
            return nil
        }
        guard let role else { return nil }
        guard (role == .admin) == (network == nil) else {
            fail(
                "network",
                FieldProblem(
                    role == .admin
                        ? "must be left out: an admin reaches every network"
                        : "is required for the role '\(role.rawValue)'"))
            return nil
        }
        return RoleScope(role: role, network: network)
    }
}
