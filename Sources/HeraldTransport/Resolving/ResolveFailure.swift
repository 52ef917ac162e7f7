/// Why a name has no addresses.
public enum ResolveFailure: String, Error, Hashable, Sendable, CustomStringConvertible {
    /// The name does not exist, or has no address.
    case notFound = "not_found"
    /// The name servers did not answer, or failed; a later try may succeed.
    case temporary = "temporary"
    /// Too many look-ups are waiting.
    case overloaded = "overloaded"
    /// The resolver is shut down.
    case closed = "closed"

    /// What happened and what to do.
    public var description: String {
        switch self {
        case .notFound: "The host name has no address; check its spelling and its DNS records."
        case .temporary: "The name servers gave no answer; try again, and check the server's resolver."
        case .overloaded: "Too many look-ups are waiting; try again, and check the speed of the server's resolver."
        case .closed: "The resolver is shut down; start the server again."
        }
    }
}
