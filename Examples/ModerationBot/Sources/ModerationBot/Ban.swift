import GRDB

/// A user who may not write any more.
struct Ban: Codable, Hashable, FetchableRecord {
    var user: String
    /// What the user is told.
    var reason: String
    var state: State

    enum State: String, Codable, Hashable {
        /// Decided, not carried out yet.
        case decided
        case banned
        /// No URL is set to post bans to, so it was written down only.
        case wouldBan
    }
}
