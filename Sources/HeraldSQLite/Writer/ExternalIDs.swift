import Crypto
import GRDB
import HeraldModel

/// Where external ids are found: the table `external_ids`, cut into buckets of four hours.
enum ExternalIDs {
    /// An event's bucket, from its time.
    static func bucket(of event: EventID) -> Int64 { (event.rawValue >> 22) / (4 * 3_600_000) }

    /// What an event is recognised by.
    enum Key: Hashable {
        /// The app's own id.
        case external(String)
        /// See ``NewEvent/deduplicationKey``.
        case deduplication(String)

        init?(of event: NewEvent) {
            if let key = event.deduplicationKey {
                self = .deduplication(key)
            } else if let id = event.externalID {
                self = .external(id)
            } else {
                return nil
            }
        }

        var isExternal: Bool { if case .external = self { true } else { false } }
    }

    /// One use of a key, as the table has it.
    ///
    /// A row found by an external id's 64 bits is checked against the event's own text. A deduplication key is nowhere
    /// in the event, so another 64 bits of its hash stand where external ids have their content's.
    struct Use {
        let key: Key
        let hash: Int64
        let contentHash: Int64

        init(of key: Key, content: Int64, in network: NetworkID) {
            self.key = key
            switch key {
            case .external(let id):
                hash = ExternalIDs.hash(id, in: network)
                contentHash = content
            case .deduplication(let id):
                let digest = Array(ExternalIDs.digest("\0" + id, in: network))
                hash = ExternalIDs.word(digest[..<8])
                contentHash = ExternalIDs.word(digest[8..<16])
            }
        }
    }

    /// What an external id is looked up by.
    static func hash(_ id: String, in network: NetworkID) -> Int64 { word(digest(id, in: network).prefix(8)) }

    private static func digest(_ id: String, in network: NetworkID) -> SHA256.Digest {
        var hasher = SHA256()
        withUnsafeBytes(of: network.rawValue.littleEndian) { hasher.update(bufferPointer: $0) }
        var id = id
        id.withUTF8 { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }

    private static func word(_ bytes: some Sequence<UInt8>) -> Int64 { bytes.reduce(0) { $0 << 8 | Int64($1) } }

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
