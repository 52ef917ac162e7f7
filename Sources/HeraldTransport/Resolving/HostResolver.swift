public import HeraldModel

/// Turns host names into addresses.
public protocol HostResolver: Sendable {
    /// Looks a name up and calls `completion` exactly once, on any thread, possibly before returning.
    ///
    /// Must not block. A success holds at least one address, all of those the name has, in the order to try them.
    func resolve(_ host: String, completion: @escaping @Sendable (Result<[IPAddress], ResolveFailure>) -> Void)
}

extension HostResolver {
    /// Looks a name up.
    public func resolve(_ host: String) async -> Result<[IPAddress], ResolveFailure> {
        await withCheckedContinuation { continuation in
            resolve(host) { continuation.resume(returning: $0) }
        }
    }
}
