import GRDB
import HeraldModel

/// Which owed deliveries were made owed by replays, as far as settling must know at once.
struct ReplayedDeliveries {
    /// Those without an attempt since: a replay has some hundreds at most.
    var untried: [DeliveryID: ReplayID] = [:]
    /// How many others there are. They are found in the table `replayed`.
    var waiting = 0

    var isEmpty: Bool { untried.isEmpty && waiting == 0 }

    init(_ db: Database) throws {
        try db.prepared("SELECT delivery_id, replay_id FROM replayed WHERE tried = 0").eachRow { row in
            untried[DeliveryID(rawValue: row.integer(0))] = ReplayID(rawValue: row.integer(1))
        }
        waiting = try db.prepared("SELECT count(*) FROM replayed WHERE tried = 1").first { Int($0.integer(0)) } ?? 0
    }
}
