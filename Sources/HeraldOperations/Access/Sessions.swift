import Crypto
public import HeraldModel
import HeraldStore
import Synchronization

/// Lets people into the panel and out again, and the holders of links into portals. Stores see only the hash of a
/// session's token.
///
/// A session of the panel carries no rights: what its key or user may do is looked up at every request, so a revoked
/// key or a removed user ends it at once. A portal's session carries its pass, and ends with the pass or the epoch.
public struct Sessions: Sendable {
    let store: any Store
    private let keys: KeyAdministration
    let directory: Directory
    private let passwords: PasswordHasher
    let clock: WallClock
    private let limiter = Limiter()

    /// A session ends after so long without a request.
    public static let idleSeconds: Int64 = 12 * 3600
    /// A session ends after so long in any case.
    public static let longestSeconds: Int64 = 7 * 86_400
    /// Requests within this time of the last noted one are not noted: each note is a write.
    private static let noteMilliseconds: Int64 = 5 * 60_000
    /// So many per key, per user, and per link of a portal.
    private static let mostPerOwner = 50
    /// So many per portal.
    private static let mostPerPortal = 2000

    /// Shared by all copies of the use case.
    private final class Limiter: Sendable {
        let state = Mutex(SignInLimiter())
    }

    init(
        store: any Store, keys: KeyAdministration, directory: Directory, passwords: PasswordHasher, clock: WallClock
    ) {
        self.store = store
        self.keys = keys
        self.directory = directory
        self.passwords = passwords
        self.clock = clock
    }

    /// Signs in with an access key.
    /// - Parameters:
    ///   - key: the key's token.
    ///   - address: where the attempt comes from.
    ///   - agent: what the browser calls itself.
    public func signIn(key: String, from address: String, agent: String) async throws -> SignedIn {
        let accounts = [SignInLimiter.Account.address(address)]
        try charge(accounts)
        guard let found = keys.authenticate(key) else { throw OperationError.signInFailed }
        refund(accounts)
        return try await begin(.key(found.id), agent: agent)
    }

    /// Signs in with a user's name and password. An unknown name and a wrong password look and last the same.
    public func signIn(
        user name: String, password: String, from address: String, agent: String
    ) async throws -> SignedIn {
        let name = name.lowercased()
        let accounts = [SignInLimiter.Account.address(address), .name(String(name.prefix(64)))]
        try charge(accounts)
        let isPossible = (1...UserAdministration.longestPassword).contains(password.utf8.count)
        let user = try await OperationError.translating("user") { try await store.user(named: name) }
        let isRight = try await passwords.verify(isPossible ? password : "", against: user?.passwordHash)
        guard isRight, isPossible, let user else { throw OperationError.signInFailed }
        refund(accounts)
        return try await begin(.user(user.id), agent: agent)
    }

    /// Who is behind a token; nil when the session ended, or its key or user is gone.
    public func visitor(token: String) async throws -> Visitor? {
        guard (1...256).contains(token.utf8.count) else { return nil }
        let hash = Self.hash(token)
        return try await OperationError.translating("session") {
            guard let session = try await store.session(tokenHash: hash),
                SecretMaker.areEqual(session.tokenHash, hash), isAlive(session)
            else { return nil }
            guard let visitor = try await visitor(session) else {
                try await store.deleteSession(session.id)
                return nil
            }
            let now = clock.now
            if now.milliseconds - session.lastSeenAt.milliseconds >= Self.noteMilliseconds {
                try await store.touch(session.id, at: now)
            }
            return visitor
        }
    }

    /// The sessions of a visitor's key or user, oldest first.
    public func all(of visitor: Visitor) async throws -> [Session] {
        try await OperationError.translating("session") {
            try await store.sessions(of: visitor.session.owner).filter { isAlive($0) }
        }
    }

    /// Ends one of a visitor's own sessions: signing out when it is the present one.
    public func end(_ id: SessionID, of visitor: Visitor) async throws {
        try await OperationError.translating("session") {
            guard try await store.sessions(of: visitor.session.owner).contains(where: { $0.id == id }) else {
                throw OperationError.notFound("session")
            }
            try await store.deleteSession(id)
        }
    }

    /// Ends all of a visitor's sessions but the present one.
    public func endOthers(of visitor: Visitor) async throws {
        try await OperationError.translating("session") {
            try await store.deleteSessions(of: visitor.session.owner, except: visitor.session.id)
        }
    }

    /// What every form of a session carries, so that no other site can send it.
    public static func formToken(of token: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("herald panel form".utf8), using: SymmetricKey(data: Array(token.utf8)))
        return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether a form carries its session's token; takes the same time whatever it carries.
    public static func isFormToken(_ text: String, of token: String) -> Bool {
        SecretMaker.areEqual(text, formToken(of: token))
    }

    func begin(_ owner: Session.Owner, pass: PortalPass? = nil, agent: String) async throws -> SignedIn {
        let now = clock.now
        let token = SecretMaker.hexadecimal(bytes: 32)
        return try await OperationError.translating("session") {
            let session = Session(
                id: try await store.makeSessionID(), owner: owner, pass: pass, tokenHash: Self.hash(token),
                agent: String(agent.prefix(200)), createdAt: now)
            guard let visitor = try await visitor(session) else { throw OperationError.signInFailed }
            guard visitor.may(.read) else { throw OperationError.seesNothing(visitor.role) }
            try await store.forgetSessions(
                lastSeenBefore: now.advanced(byMilliseconds: -Self.idleSeconds * 1000),
                createdBefore: now.advanced(byMilliseconds: -Self.longestSeconds * 1000))
            let present = try await store.sessions(of: owner)
            // Whoever opens one link over and over pushes out nobody but those with the same link.
            let alike = present.filter { $0.pass == pass }
            var surplus = alike.prefix(max(0, alike.count + 1 - Self.mostPerOwner))
            if pass != nil, surplus.isEmpty {
                surplus = present.prefix(max(0, present.count + 1 - Self.mostPerPortal))
            }
            for old in surplus { try await store.deleteSession(old.id) }
            try await store.add(session)
            return SignedIn(visitor: visitor, token: token)
        }
    }

    private func visitor(_ session: Session) async throws -> Visitor? {
        switch session.owner {
        case .key(let id):
            guard let key = directory.keys.first(where: { $0.id == id }) else { return nil }
            let name = key.name.isEmpty ? "key \(key.hint)…" : key.name
            return Visitor(session: session, name: name, role: key.role, networkID: key.networkID)
        case .user(let id):
            guard let user = try await store.user(id) else { return nil }
            return Visitor(session: session, name: user.name, role: user.role, networkID: user.networkID)
        case .portal(let id):
            guard let pass = session.pass, directory.network(id)?.portal.epoch == pass.epoch else { return nil }
            return Visitor(session: session, name: pass.viewer ?? "", role: pass.role, networkID: id)
        }
    }

    private func isAlive(_ session: Session) -> Bool {
        let now = clock.now.milliseconds
        return now - session.lastSeenAt.milliseconds < Self.idleSeconds * 1000
            && now - session.createdAt.milliseconds < Self.longestSeconds * 1000
            && session.pass.map { now < $0.expiresAt.milliseconds } ?? true
    }

    func refund(_ accounts: [SignInLimiter.Account]) { limiter.state.withLock { $0.refund(accounts) } }

    func charge(_ accounts: [SignInLimiter.Account]) throws(OperationError) {
        let now = clock.now
        if let seconds = limiter.state.withLock({ $0.charge(accounts, at: now) }) {
            throw .tooManySignIns(retryAfter: seconds)
        }
    }

    private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
}
