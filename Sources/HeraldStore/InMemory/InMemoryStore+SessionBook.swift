public import HeraldModel

extension InMemoryStore {
    public func makeSessionID() async throws -> SessionID { try access { SessionID(rawValue: $0.nextKey()) } }

    public func add(_ session: Session) async throws { try access { $0.sessions[session.id] = session } }

    public func touch(_ id: SessionID, at time: Timestamp) async throws {
        try access { $0.sessions[id]?.lastSeenAt = time }
    }

    public func session(tokenHash: [UInt8]) async throws -> Session? {
        try access { state in state.sessions.values.first { $0.tokenHash == tokenHash } }
    }

    public func sessions(of owner: Session.Owner) async throws -> [Session] {
        try access { state in state.sessions.values.filter { $0.owner == owner }.sorted { $0.id < $1.id } }
    }

    public func deleteSession(_ id: SessionID) async throws { try access { $0.sessions[id] = nil } }

    public func deleteSessions(of owner: Session.Owner, except kept: SessionID?) async throws {
        try access { state in
            state.sessions = state.sessions.filter { $0.value.owner != owner || $0.key == kept }
        }
    }

    public func forgetSessions(lastSeenBefore seen: Timestamp, createdBefore start: Timestamp) async throws {
        try access { state in
            state.sessions = state.sessions.filter { $0.value.lastSeenAt >= seen && $0.value.createdAt >= start }
        }
    }
}
