import GRDB

/// A statement over many rows at a time.
///
/// Starting a statement costs SQLite as much as a row or two does, so rows go in by sixteens, then by fours, the rest one
/// by one.
struct BatchStatement {
    private let width: Int32
    private let sizes: [(rows: Int, statement: SQLStatement)]

    /// The texts of a batch statement, made once.
    struct Text {
        let width: Int32
        let sizes: [(rows: Int, sql: String)]

        /// - Parameters:
        ///   - width: how many parameters a row has.
        ///   - head: what stands before the rows.
        ///   - row: one row.
        ///   - tail: what stands behind them.
        init(width: Int32, head: String, row: String, tail: String = "") {
            self.width = width
            sizes = [16, 4, 1].map { rows in
                (rows, head + Array(repeating: row, count: rows).joined(separator: ", ") + tail)
            }
        }
    }

    init(_ text: Text, in db: Database) throws {
        width = text.width
        sizes = try text.sizes.map { (rows: $0.rows, statement: try db.prepared($0.sql)) }
    }

    /// Runs the statement over all rows.
    ///
    /// - Parameters:
    ///   - bind: binds a row; its first parameter has the number given.
    ///   - finish: is told of each group of rows and how many rows of the table it changed.
    func run<Row>(
        _ rows: [Row], bind: (Row, SQLStatement, Int32) throws -> Void,
        finish: (ArraySlice<Row>, Int) throws -> Void = { _, _ in }
    ) throws {
        var start = 0
        for size in sizes {
            while rows.count - start >= size.rows {
                let group = rows[start..<start + size.rows]
                var parameter: Int32 = 1
                for row in group {
                    try bind(row, size.statement, parameter)
                    parameter += width
                }
                try size.statement.run()
                try finish(group, size.statement.changes)
                start += size.rows
            }
        }
    }
}
