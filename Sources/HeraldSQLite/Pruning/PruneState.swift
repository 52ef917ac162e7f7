import GRDB
import HeraldModel

/// How far pruning has come, as one snapshot has it.
struct PruneState {
    /// A row of `pruning` that belongs to no task.
    enum Mark: String {
        /// Below it data goes because of the size limit.
        case sizeBound
        /// When the repeated tasks started over, in milliseconds.
        case startedOver
    }

    private var positions: [String: PrunePosition] = [:]

    init(_ db: Database) throws {
        try db.prepared("SELECT task, position, part FROM pruning").eachRow { row in
            positions[row.text(0)] = PrunePosition(id: row.integer(1), part: row.integer(2))
        }
    }

    subscript(task: PruneTask) -> PrunePosition { positions[task.rawValue] ?? PrunePosition(id: 0) }
    subscript(mark: Mark) -> Int64 { positions[mark.rawValue]?.id ?? 0 }

    /// The largest id that pruning remembers: new ids must be above it.
    static func largestKey(_ db: Database) throws -> Int64 {
        let state = try PruneState(db)
        let tasks: [PruneTask] = [.deliveries, .events, .attempts, .payloads, .keptPayloads]
        return max(state[.sizeBound], tasks.map { state[$0].id }.max() ?? 0)
    }

    /// A condition that holds for events `e` with a payload, by indexes alone.
    static func hasPayload(_ db: Database) throws -> (term: String, value: SQLValue) {
        let term = "(e.id > ? OR EXISTS (SELECT 1 FROM kept_payloads WHERE event_id = e.id))"
        return (term, .integer(try PruneState(db)[PruneTask.payloads].id))
    }
}
