import GRDB
import GRDBSQLite

/// A prepared statement with direct binds and columns.
///
/// GRDB's own way boxes every argument and row; on the hot path that costs more than SQLite itself. Parameters count
/// from 1, columns from 0, as in SQLite. Each of ``run()``, ``first(_:)`` and ``eachRow(_:)`` resets the statement, so
/// none is left holding a read transaction.
struct SQLStatement {
    private let statement: Statement
    private let connection: OpaquePointer

    private var handle: OpaquePointer { statement.sqliteStatement }
    /// Tells SQLite to copy what is bound.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: Statement, on connection: OpaquePointer) {
        self.statement = statement
        self.connection = connection
        sqlite3_reset(statement.sqliteStatement)
        sqlite3_clear_bindings(statement.sqliteStatement)
    }

    // MARK: Binding

    func bind(_ value: Int64?, at index: Int32) {
        if let value { sqlite3_bind_int64(handle, index, value) } else { sqlite3_bind_null(handle, index) }
    }

    func bind(_ value: Int, at index: Int32) { sqlite3_bind_int64(handle, index, Int64(value)) }

    func bind(_ value: String?, at index: Int32) {
        guard var value else {
            sqlite3_bind_null(handle, index)
            return
        }
        // An empty string may have no base address, which SQLite would take for NULL.
        guard !value.isEmpty else {
            sqlite3_bind_text(handle, index, "", 0, Self.transient)
            return
        }
        _ = value.withUTF8 { text in
            text.withMemoryRebound(to: CChar.self) { text in
                sqlite3_bind_text64(
                    handle, index, text.baseAddress, UInt64(text.count), Self.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    func bind(_ value: [UInt8]?, at index: Int32) {
        guard let value else {
            sqlite3_bind_null(handle, index)
            return
        }
        guard !value.isEmpty else {
            sqlite3_bind_zeroblob(handle, index, 0)
            return
        }
        _ = value.withUnsafeBytes { bytes in
            sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), Self.transient)
        }
    }

    /// Binds all values from parameter 1 on. For cold paths.
    func bind(_ values: [SQLValue]) {
        for (offset, value) in values.enumerated() {
            let index = Int32(offset + 1)
            switch value {
            case .integer(let integer): bind(integer, at: index)
            case .text(let text): bind(text, at: index)
            case .blob(let bytes): bind(bytes, at: index)
            }
        }
    }

    // MARK: Running

    /// Runs a statement that yields no rows.
    func run() throws {
        defer { sqlite3_reset(handle) }
        while try step() {}
    }

    /// The first row, converted; nil when there is none.
    func first<Value>(_ convert: (SQLStatement) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        guard try step() else { return nil }
        return try convert(self)
    }

    /// Visits every row.
    func eachRow(_ body: (SQLStatement) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while try step() { try body(self) }
    }

    /// Visits rows until there are no more or `isDone` says so, which is asked before each.
    func eachRow(until isDone: () -> Bool, _ body: (SQLStatement) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while !isDone(), try step() { try body(self) }
    }

    /// Every row, converted.
    func all<Value>(_ convert: (SQLStatement) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try eachRow { values.append(try convert($0)) }
        return values
    }

    /// How many rows the last change on this connection touched.
    var changes: Int { Int(sqlite3_changes(connection)) }

    private func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
        }
    }

    // MARK: Columns

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func isBlob(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_BLOB }

    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    func text(_ column: Int32) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// Hands out a text where it lies; nil for NULL.
    func withUTF8<Result>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        return body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// Hands out a blob where it lies; nil for NULL and for an empty one.
    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        guard let start = sqlite3_column_blob(handle, column) else { return nil }
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    func optionalBytes(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : bytes(column) }
}

/// A value for a statement's parameter.
enum SQLValue {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}
