public import HeraldModel
import HeraldStore

extension SQLiteStore {
    private static let sessionColumns =
        "id, key_id, user_id, token_hash, agent, created_at, seen_at, "
        + "network_id, role, viewer, expires_at, epoch"

    public func makeSessionID() async throws -> SessionID { SessionID(rawValue: try makeKey()) }

    public func add(_ session: Session) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared(
                "INSERT INTO sessions (\(Self.sessionColumns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            statement.bind(session.id.rawValue, at: 1)
            statement.bind(session.owner.keyID?.rawValue, at: 2)
            statement.bind(session.owner.userID?.rawValue, at: 3)
            statement.bind(session.tokenHash, at: 4)
            statement.bind(session.agent, at: 5)
            statement.bind(session.createdAt.milliseconds, at: 6)
            statement.bind(session.lastSeenAt.milliseconds, at: 7)
            statement.bind(session.owner.networkID?.rawValue, at: 8)
            statement.bind(session.pass?.role.rawValue, at: 9)
            statement.bind(session.pass?.viewer, at: 10)
            statement.bind(session.pass?.expiresAt.milliseconds, at: 11)
            statement.bind(session.pass?.epoch, at: 12)
            try statement.run()
        }
    }

    public func touch(_ id: SessionID, at time: Timestamp) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("UPDATE sessions SET seen_at = ? WHERE id = ?")
            statement.bind(time.milliseconds, at: 1)
            statement.bind(id.rawValue, at: 2)
            try statement.run()
        }
    }

    public func session(tokenHash: [UInt8]) async throws -> Session? {
        try await read { db in
            let statement = try db.prepared("SELECT \(Self.sessionColumns) FROM sessions WHERE token_hash = ?")
            statement.bind(tokenHash, at: 1)
            return try statement.first(Self.session)
        }
    }

    public func sessions(of owner: Session.Owner) async throws -> [Session] {
        try await read { db in
            let statement = try db.prepared(
                """
                SELECT \(Self.sessionColumns) FROM sessions
                WHERE key_id IS ? AND user_id IS ? AND network_id IS ? ORDER BY id
                """)
            statement.bind(owner.keyID?.rawValue, at: 1)
            statement.bind(owner.userID?.rawValue, at: 2)
            statement.bind(owner.networkID?.rawValue, at: 3)
            return try statement.all(Self.session)
        }
    }

    public func deleteSession(_ id: SessionID) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM sessions WHERE id = ?")
            statement.bind(id.rawValue, at: 1)
            try statement.run()
        }
    }

    public func deleteSessions(of owner: Session.Owner, except kept: SessionID?) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared(
                "DELETE FROM sessions WHERE key_id IS ? AND user_id IS ? AND network_id IS ? AND id IS NOT ?")
            statement.bind(owner.keyID?.rawValue, at: 1)
            statement.bind(owner.userID?.rawValue, at: 2)
            statement.bind(owner.networkID?.rawValue, at: 3)
            statement.bind(kept?.rawValue, at: 4)
            try statement.run()
        }
    }

    public func forgetSessions(lastSeenBefore seen: Timestamp, createdBefore start: Timestamp) async throws {
        try await write { transaction in
            let statement = try transaction.db.prepared("DELETE FROM sessions WHERE seen_at < ? OR created_at < ?")
            statement.bind(seen.milliseconds, at: 1)
            statement.bind(start.milliseconds, at: 2)
            try statement.run()
        }
    }

    private static func session(_ row: SQLStatement) throws -> Session {
        let id = SessionID(rawValue: row.integer(0))
        let key = row.optionalInteger(1).map { Session.Owner.key(KeyID(rawValue: $0)) }
        let user = row.optionalInteger(2).map { Session.Owner.user(UserID(rawValue: $0)) }
        let portal = row.optionalInteger(7).map { Session.Owner.portal(NetworkID(rawValue: $0)) }
        guard let owner = key ?? user ?? portal else { throw StoreError.failed("session \(id) has no owner") }
        return Session(
            id: id, owner: owner, pass: try pass(row, of: id), tokenHash: row.bytes(3), agent: row.text(4),
            createdAt: Timestamp(milliseconds: row.integer(5)), lastSeenAt: Timestamp(milliseconds: row.integer(6)))
    }

    private static func pass(_ row: SQLStatement, of id: SessionID) throws -> PortalPass? {
        guard let role = row.optionalText(8), let end = row.optionalInteger(10), let epoch = row.optionalInteger(11)
        else { return nil }
        return PortalPass(
            role: try Role(stored: role, in: "session \(id)"), viewer: row.optionalText(9),
            expiresAt: Timestamp(milliseconds: end), epoch: epoch)
    }
}

extension Session.Owner {
    fileprivate var keyID: KeyID? { if case .key(let id) = self { id } else { nil } }
    fileprivate var userID: UserID? { if case .user(let id) = self { id } else { nil } }
    fileprivate var networkID: NetworkID? { if case .portal(let id) = self { id } else { nil } }
}
