public import HeraldModel

/// Keeps who is signed in to the panel, by the hash of their tokens.
public protocol SessionBook: Sendable {
    /// A new, unused session id.
    func makeSessionID() async throws -> SessionID
    /// Adds a session.
    func add(_ session: Session) async throws
    /// Notes a session's last request. One that is gone stays gone.
    func touch(_ id: SessionID, at time: Timestamp) async throws
    /// The session with this SHA-256 of its token; nil when there is none.
    func session(tokenHash: [UInt8]) async throws -> Session?
    /// The sessions of one owner, oldest first.
    func sessions(of owner: Session.Owner) async throws -> [Session]
    /// Removes a session. Unknown ids are ignored.
    func deleteSession(_ id: SessionID) async throws
    /// Removes all sessions of one owner but `kept`.
    func deleteSessions(of owner: Session.Owner, except kept: SessionID?) async throws
    /// Removes the sessions that were last seen before `seen` or began before `start`.
    func forgetSessions(lastSeenBefore seen: Timestamp, createdBefore start: Timestamp) async throws
}
