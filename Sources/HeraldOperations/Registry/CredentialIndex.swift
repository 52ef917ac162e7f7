import Crypto
import HeraldModel

/// Finds networks by the credentials their vendor's callers send.
///
/// Keeps only hashes, so that a look-up takes the same time whatever part of a token is right.
struct CredentialIndex {
    private struct Key: Hashable {
        let dialect: Dialect
        let hash: [UInt8]
    }

    private var networks: [Key: Set<NetworkID>] = [:]
    private var keys: [NetworkID: [Key]] = [:]

    /// The networks of a dialect that know this credential, oldest first.
    func networks(_ dialect: Dialect, _ credential: some StringProtocol) -> [NetworkID] {
        guard (1...512).contains(credential.utf8.count) else { return [] }
        return (networks[Self.key(dialect, credential)] ?? []).sorted()
    }

    /// Puts a network's present credentials in place of those it had.
    mutating func put(_ network: Network) {
        remove(network.id)
        let own = network.callerCredentials.map { Self.key(network.dialect, $0) }
        keys[network.id] = own
        for key in own { networks[key, default: []].insert(network.id) }
    }

    mutating func remove(_ network: NetworkID) {
        for key in keys.removeValue(forKey: network) ?? [] {
            networks[key]?.remove(network)
            if networks[key]?.isEmpty == true { networks[key] = nil }
        }
    }

    private static func key(_ dialect: Dialect, _ credential: some StringProtocol) -> Key {
        Key(dialect: dialect, hash: Array(SHA256.hash(data: Array(credential.utf8))))
    }
}

extension Network {
    /// What a caller of the vendor's API names the network by: Sendbird's API tokens, Stream's API keys.
    var callerCredentials: [String] {
        switch credentials {
        case .none: []
        case .sendbird(let credentials): [credentials.masterAPIToken]
        case .stream(let credentials): credentials.keys.map(\.apiKey)
        }
    }
}
