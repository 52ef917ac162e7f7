import Crypto
public import HeraldJSON
public import HeraldModel
import HeraldStore

/// Makes, checks and revokes API keys. Stores see only the hash of a token.
public struct KeyAdministration: Sendable {
    private let store: any KeyRegistry
    private let directory: Directory
    private let gate: ChangeGate
    private let clock: WallClock

    /// The name of the key that the operator set, so that setting another one replaces it.
    static let operatorKeyName = "HERALD_ADMIN_KEY"

    init(store: any KeyRegistry, directory: Directory, gate: ChangeGate, clock: WallClock) {
        self.store = store
        self.directory = directory
        self.gate = gate
        self.clock = clock
    }

    /// All keys, oldest first.
    public var all: [AccessKey] { directory.keys }

    /// The key a token belongs to; nil when there is none.
    public func authenticate(_ token: some StringProtocol) -> AccessKey? {
        guard (1...512).contains(token.utf8.count) else { return nil }
        let hash = Self.hash(token)
        guard let key = directory.key(tokenHash: hash), SecretMaker.areEqual(key.tokenHash, hash) else { return nil }
        return key
    }

    /// Creates a key from `{"role","network"?,"name"?}`. Every role but `admin` needs a network.
    public func create(_ body: JSONValue) async throws -> KeyResult {
        var reader = FieldReader(body)
        let scope = reader.roleScope(in: directory)
        let name = reader.optional("name", .text(0...128)) ?? ""
        try reader.finish()
        guard let scope else { throw OperationError.invalidFields(reader.errors) }
        return try await gate.run {
            if let network = scope.network, directory.network(network) == nil {
                throw OperationError.notFound("network")
            }
            let token = SecretMaker.token(letter: scope.role.rawValue.first ?? "k")
            return KeyResult(
                key: try await add(token, name: name, role: scope.role, network: scope.network), token: token)
        }
    }

    /// Revokes a key at once. The last admin key stays, so that nobody locks themselves out.
    public func delete(_ id: KeyID) async throws {
        try await gate.run {
            guard let key = directory.keys.first(where: { $0.id == id }) else { throw OperationError.notFound("key") }
            if key.role == .admin, directory.keys.filter({ $0.role == .admin }).count == 1 {
                throw OperationError(
                    .conflict, code: "last_admin_key", title: "Last admin key",
                    detail: "This is the last admin key. Create another one first.")
            }
            try await remove(id)
        }
    }

    /// Sees to it that there is an admin key: the operator's when given, else one that exists, else a new one.
    /// - Returns: the token of a new key, to be shown once; nil when none had to be made.
    public func ensureAdminKey(given: String?) async throws -> String? {
        try await gate.run {
            if let given, !given.isEmpty {
                guard authenticate(given)?.role != .admin else { return nil }
                let outdated = directory.keys.filter { $0.role == .admin && $0.name == Self.operatorKeyName }
                _ = try await add(given, name: Self.operatorKeyName, role: .admin, network: nil)
                for key in outdated { try await remove(key.id) }
                return nil
            }
            guard !directory.keys.contains(where: { $0.role == .admin }) else { return nil }
            let token = SecretMaker.token(letter: "a")
            _ = try await add(token, name: "first start", role: .admin, network: nil)
            return token
        }
    }

    private func add(_ token: String, name: String, role: Role, network: NetworkID?) async throws -> AccessKey {
        try await OperationError.translating("key") {
            // A token the operator chose may be short; at most a third of it is shown again.
            let hint = String(token.prefix(min(13, token.count / 3)))
            let key = AccessKey(
                id: try await store.makeKeyID(), name: name, role: role, networkID: network,
                tokenHash: Self.hash(token), hint: hint, createdAt: clock.now)
            try await store.save(key)
            directory.put(key)
            return key
        }
    }

    private func remove(_ id: KeyID) async throws {
        try await OperationError.translating("key") { try await store.deleteKey(id) }
        directory.remove(id)
    }

    private static func hash(_ token: some StringProtocol) -> [UInt8] {
        Array(SHA256.hash(data: Array(token.utf8)))
    }
}
