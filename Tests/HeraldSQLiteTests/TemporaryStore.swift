import Foundation
import HeraldModel
import HeraldSQLite
import HeraldStore
import HeraldStoreConformance
import Logging

/// A folder of its own with a database in it, removed at the end.
final class TemporaryStore: Sendable {
    let folder: String
    let key = SecretKey.random()

    init(in parent: String = NSTemporaryDirectory()) throws {
        folder = parent + "/herald-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var path: String { folder + "/herald.db" }

    func open(
        key: SecretKey? = nil, configuration: SQLiteConfiguration = SQLiteConfiguration(),
        clock: ConformanceClock = ConformanceClock()
    ) throws -> SQLiteStore {
        try SQLiteStore.open(
            path: path, secretKey: key ?? self.key, configuration: configuration, now: { clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// All bytes of the database and its write-ahead log.
    func bytes() throws -> Data {
        var all = Data()
        for suffix in ["", "-wal"] {
            all += FileManager.default.contents(atPath: path + suffix) ?? Data()
        }
        return all
    }

    func permissions(of file: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
    }
}
