/// What became of looking at a webhook's host before the webhook is stored.
public enum RegistrationVetting: Hashable, Sendable {
    case ok
    /// The name has no address now.
    case unresolved
    /// The policy forbids the host because of this address (or, without one, the host as written).
    case forbidden(address: String, reason: String)
}
