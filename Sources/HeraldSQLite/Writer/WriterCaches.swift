import GRDB
import HeraldModel

/// What the writer knows without asking the database. A transaction changes its own copy; the copy counts once the
/// transaction is committed.
struct WriterCaches {
    /// The interned event types.
    var types: [String: Int64] = [:]
    /// The networks that are not deleted.
    var networks: Set<NetworkID> = []
    /// Every webhook there ever was.
    var webhooks: [WebhookID: Owner] = [:]
    /// Where external ids are remembered, oldest first.
    var buckets: [Int64] = []
    /// Events before this one do not count as duplicates any more.
    var rememberedFrom = EventID(rawValue: 0)

    /// What replays made owed.
    var replayed: ReplayedDeliveries

    /// Whose a webhook is.
    struct Owner {
        let network: NetworkID
        var isDeleted: Bool
    }

    init(_ db: Database) throws {
        replayed = try ReplayedDeliveries(db)
        try db.prepared(once: "SELECT name, id FROM types").eachRow { types[$0.text(0)] = $0.integer(1) }
        try db.prepared(once: "SELECT id FROM networks WHERE deleted_at IS NULL")
            .eachRow { networks.insert(NetworkID(rawValue: $0.integer(0))) }
        try db.prepared(once: "SELECT id, network_id, deleted_at IS NOT NULL FROM webhooks").eachRow { row in
            webhooks[WebhookID(rawValue: row.integer(0))] = Owner(
                network: NetworkID(rawValue: row.integer(1)), isDeleted: row.integer(2) != 0)
        }
        let bound = try db.prepared(once: "SELECT value FROM meta WHERE key = 'remembered_from'")
            .first { EventID(rawValue: $0.integer(0)) }
        rememberedFrom = bound ?? rememberedFrom
        buckets = try ExternalIDs.buckets(in: db, from: ExternalIDs.bucket(of: rememberedFrom))
    }

    /// Forgets what was accepted before `bound`.
    mutating func forget(before bound: EventID) {
        rememberedFrom = max(rememberedFrom, bound)
        let first = ExternalIDs.bucket(of: rememberedFrom)
        buckets.removeAll { $0 < first }
    }
}
