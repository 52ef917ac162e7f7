import Foundation
import GRDB

/// Messages and posts in SQLite, with a full-text index that SQLite keeps in step.
struct ItemStore {
    private let database: DatabaseQueue

    /// - Parameter path: the file; nil keeps everything in memory.
    init(path: String?) throws {
        database = try path.map { try DatabaseQueue(path: $0) } ?? DatabaseQueue()
        try database.write { database in
            guard try !database.tableExists("item") else { return }
            try database.execute(
                sql: """
                    CREATE TABLE item (
                        number INTEGER PRIMARY KEY, item TEXT NOT NULL UNIQUE, isDeleted INTEGER NOT NULL,
                        text TEXT NOT NULL, author TEXT NOT NULL, place TEXT NOT NULL, written REAL NOT NULL
                    )
                    """)
            try database.create(virtualTable: "words", using: FTS5()) { words in
                words.tokenizer = .unicode61()
                words.synchronize(withTable: "item")
                words.column("text")
            }
        }
    }

    /// Brings the index up to date. Applying a change twice, late or early ends in the same index.
    func apply(_ change: Change) async throws {
        try await database.write { database in
            if let content = change.content {
                try keep(content, of: change.item, in: database)
            } else {
                try bury(change.item, in: database)
            }
        }
    }

    /// The later text wins, and never over a tombstone. Of two from the same moment always the same one wins.
    private func keep(_ content: Change.Content, of item: String, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO item (item, isDeleted, text, author, place, written) VALUES (?, 0, ?, ?, ?, ?)
                ON CONFLICT (item) DO UPDATE
                SET text = excluded.text, author = excluded.author, place = excluded.place, written = excluded.written
                WHERE NOT isDeleted AND (excluded.written, excluded.text) > (written, text)
                """,
            arguments: [
                item, content.text, content.author, content.place, content.written.timeIntervalSince1970,
            ])
    }

    /// Leaves a tombstone, also for what has not arrived yet: ids do not come back, so a delete is final.
    private func bury(_ item: String, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO item (item, isDeleted, text, author, place, written) VALUES (?, 1, '', '', '', 0)
                ON CONFLICT (item) DO UPDATE SET isDeleted = 1, text = '', author = '', place = '', written = 0
                """,
            arguments: [item])
    }

    /// What matches all the words of a question, the best first; the last word may be unfinished.
    func search(_ question: String, limit: Int = 20) async throws -> Answer {
        // FTS5 has a query language; this takes the words alone, so that nothing a user types is a mistake.
        guard let pattern = FTS5Pattern(matchingAllPrefixesIn: String(question.prefix(200))) else {
            return Answer(items: [])
        }
        return try await database.read { database in
            Answer(
                items: try Answer.Item.fetchAll(
                    database,
                    sql: """
                        SELECT item.item AS id, item.text, item.author, item.place FROM words
                        JOIN item ON item.number = words.rowid
                        WHERE words MATCH ? ORDER BY words.rank, item.written DESC, item.item LIMIT ?
                        """,
                    arguments: [pattern, limit]))
        }
    }
}
