import GRDB
import HeraldReceiver
import HeraldReceiverSQLite
import Testing

@Suite struct SQLiteDeduplicationTests {
    @Test func survivesARestart() async throws {
        try await TemporaryFile.use { path in
            let limits = DeduplicationLimits(leaseSeconds: 10)
            do {
                let storage = try SQLiteDeduplication(path: path, limits: limits)
                let done = try #require(try await storage.claim("done", at: 0))
                try await storage.finish(done, at: 1)
                // The process dies while it handles this one.
                #expect(try await storage.claim("lost", at: 1) != nil)
            }
            let storage = try SQLiteDeduplication(path: path, limits: limits)
            #expect(try await storage.begin("done", at: 2) == .done)
            #expect(try await storage.begin("lost", at: 2) == .inProgress)
            #expect(try await storage.claim("lost", at: 11) != nil)
        }
    }

    @Test func twoProcessesShareAFile() async throws {
        try await TemporaryFile.use { path in
            let one = try SQLiteDeduplication(path: path)
            let other = try SQLiteDeduplication(path: path)
            let claim = try #require(try await one.claim("a", at: 0))
            #expect(try await other.begin("a", at: 0) == .inProgress)
            try await one.finish(claim, at: 1)
            #expect(try await other.begin("a", at: 1) == .done)
        }
    }

    @Test func finishesInTheTransactionOfTheWork() async throws {
        let database = try DatabaseQueue()
        let storage = try SQLiteDeduplication(database: database)
        try await database.write { try $0.execute(sql: "CREATE TABLE inbox (id TEXT NOT NULL)") }
        let claim = try #require(try await storage.claim("a", at: 0))
        await #expect(throws: CancellationError.self) {
            try await database.write { database in
                try database.execute(sql: "INSERT INTO inbox VALUES ('a')")
                try storage.finish(claim, at: 1, in: database)
                throw CancellationError()
            }
        }
        // Neither the work nor the memory of it was stored.
        #expect(try await storage.begin("a", at: 1) == .inProgress)
        try await database.write { database in
            try database.execute(sql: "INSERT INTO inbox VALUES ('a')")
            try storage.finish(claim, at: 1, in: database)
        }
        #expect(try await storage.begin("a", at: 2) == .done)
        let count = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM inbox") }
        #expect(count == 1)
    }

    @Test func theTableStaysSmall() async throws {
        let database = try DatabaseQueue()
        let storage = try SQLiteDeduplication(database: database, limits: DeduplicationLimits(capacity: 50))
        for number in 0..<400 {
            let claim = try #require(try await storage.claim("id\(number)", at: Int64(number)))
            try await storage.finish(claim, at: Int64(number))
        }
        let count = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM heraldHandled") } ?? 0
        #expect((50...51).contains(count))
    }
}
