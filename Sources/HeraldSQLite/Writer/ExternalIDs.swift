import Crypto
import GRDB
import HeraldModel

/// Where external ids are found: the table `external_ids`, cut into buckets of four hours.
enum ExternalIDs {
    /// An event's bucket, from its time.
    static func bucket(of event: EventID) -> Int64 { (event.rawValue >> 22) / (4 * 3_600_000) }

    /// What an external id is looked up by. A row found this way is checked against the event's own text.
    static func hash(_ id: String, in network: NetworkID) -> Int64 {
        var hasher = SHA256()
        withUnsafeBytes(of: network.rawValue.littleEndian) { hasher.update(bufferPointer: $0) }
        var id = id
        id.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return hasher.finalize().prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The buckets in use from `first` on, oldest first, by one probe each.
    static func buckets(in db: Database, from first: Int64) throws -> [Int64] {
        var buckets: [Int64] = []
        var next = first
        let probe = try db.prepared("SELECT bucket FROM external_ids WHERE bucket >= ? ORDER BY bucket LIMIT 1")
        while true {
            probe.bind(next, at: 1)
            guard let bucket = try probe.first({ $0.integer(0) }) else { return buckets }
            buckets.append(bucket)
            next = bucket + 1
        }
    }

    static let find = """
        SELECT event_id, content_hash FROM external_ids WHERE bucket = ? AND hash = ? ORDER BY event_id DESC
        """
}
