import GRDB

extension Database {
    /// The statement from this connection's cache. For SQL from a fixed set only: the cache never forgets.
    func prepared(_ sql: String) throws -> SQLStatement {
        SQLStatement(try cachedStatement(sql: sql), on: try connection())
    }

    /// A statement that is used once, for SQL that is put together.
    func prepared(once sql: String, _ values: [SQLValue] = []) throws -> SQLStatement {
        let statement = SQLStatement(try makeStatement(sql: sql), on: try connection())
        statement.bind(values)
        return statement
    }

    private func connection() throws -> OpaquePointer {
        guard let sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "closed") }
        return sqliteConnection
    }
}
