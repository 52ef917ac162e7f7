import GRDB
import HeraldJSON
import HeraldModel
import HeraldStore

/// How a consumer is kept.
struct ConsumerRow {
    static let columns = """
        id, network_id, name, settings, position, last_lease_at, expired, created_at, updated_at
        """

    let id: Int64
    let consumer: Consumer
    let position: EventID
    let lastLeaseAt: Timestamp
    let expired: Int

    init(_ row: SQLStatement) throws {
        id = row.integer(0)
        let network = NetworkID(rawValue: row.integer(1))
        let place = "a consumer of network \(network)"
        let settings = try JSONValue(parsing: row.text(3))
        var consumer = Consumer(
            networkID: network, name: row.text(2), createdAt: Timestamp(milliseconds: row.integer(7)),
            events: (settings["events"]?.array ?? []).compactMap { $0.string.flatMap(EventPattern.init) },
            filter: try settings["filter"].map(PayloadFilterCoding.decode),
            ordering: try Consumer.Ordering(stored: settings["ordering"]?.string ?? "none", in: place),
            updatedAt: Timestamp(milliseconds: row.integer(8)))
        consumer.maxAttempts = settings["maxAttempts"]?.integer.map(Int.init) ?? consumer.maxAttempts
        consumer.leaseMilliseconds = settings["leaseMs"]?.integer ?? consumer.leaseMilliseconds
        consumer.maxOutstanding = settings["maxOutstanding"]?.integer.map(Int.init) ?? consumer.maxOutstanding
        consumer.holdMilliseconds = settings["holdMs"]?.integer ?? consumer.holdMilliseconds
        self.consumer = consumer
        position = EventID(rawValue: row.integer(4))
        lastLeaseAt = Timestamp(milliseconds: row.integer(5))
        expired = Int(row.integer(6))
    }

    /// Everything a person chose, as JSON.
    static func settings(of consumer: Consumer) -> String {
        var json = JSONObject()
        json["events"] = .array(consumer.events.map { .string($0.description) })
        json["filter"] = consumer.filter.map(PayloadFilterCoding.encode)
        json["ordering"] = .string(consumer.ordering.rawValue)
        json["maxAttempts"] = .number(JSONNumber(consumer.maxAttempts))
        json["leaseMs"] = .number(JSONNumber(consumer.leaseMilliseconds))
        json["maxOutstanding"] = .number(JSONNumber(consumer.maxOutstanding))
        json["holdMs"] = .number(JSONNumber(consumer.holdMilliseconds))
        return JSONValue.object(json).encodedString
    }

    /// The consumer of a name.
    /// - Throws: ``StoreError/notFound``.
    static func find(_ key: Consumer.Key, in db: Database) throws -> ConsumerRow {
        let select = try db.prepared("SELECT \(columns) FROM consumers WHERE network_id = ? AND name = ?")
        select.bind(key.networkID.rawValue, at: 1)
        select.bind(key.name, at: 2)
        guard let row = try select.first(ConsumerRow.init) else { throw StoreError.notFound }
        return row
    }
}
