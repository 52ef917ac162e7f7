import Foundation
import GRDB
import HeraldReceiver
import HeraldReceiverSQLite

/// The storages that must behave alike.
enum StorageKind: CaseIterable {
    case memory
    case sqliteFile
    case sqliteOfAnApp

    /// Runs a test on a new storage.
    func run(
        _ limits: DeduplicationLimits = DeduplicationLimits(),
        _ test: (any DeduplicationStorage) async throws -> Void
    ) async throws {
        switch self {
        case .memory: try await test(MemoryDeduplication(limits: limits))
        case .sqliteFile:
            try await TemporaryFile.use { path in
                try await test(SQLiteDeduplication(path: path, limits: limits))
            }
        case .sqliteOfAnApp: try await test(SQLiteDeduplication(database: DatabaseQueue(), limits: limits))
        }
    }
}

enum TemporaryFile {
    /// Runs a test with the path of a file in a folder of its own.
    static func use(_ test: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await test(folder.appendingPathComponent("handled.db").path)
    }
}

extension DeduplicationStorage {
    /// The claim on an id that must be fresh; nil when it is not.
    func claim(_ id: String, at now: Int64) async throws -> DeduplicationClaim? {
        guard case .fresh(let claim) = try await begin(id, at: now) else { return nil }
        return claim
    }
}
