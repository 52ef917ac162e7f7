import HeraldStore

/// Throws unless `condition` holds.
func check(
    _ condition: Bool, _ message: @autoclosure () -> String, file: String = #fileID, line: Int = #line
) throws {
    guard condition else { throw ConformanceFailure(message: message(), file: file, line: line) }
}

/// Throws unless both values are the same.
func check<Value: Equatable>(
    _ found: Value, is expected: Value, _ what: String, file: String = #fileID, line: Int = #line
) throws {
    guard found == expected else {
        throw ConformanceFailure(message: "\(what): expected \(expected), found \(found)", file: file, line: line)
    }
}

/// Throws when there is no value.
func require<Value>(
    _ value: Value?, _ what: String, file: String = #fileID, line: Int = #line
) throws -> Value {
    guard let value else { throw ConformanceFailure(message: "\(what) is missing", file: file, line: line) }
    return value
}

/// Throws unless `body` throws `expected`.
func checkThrows<Result>(
    _ expected: StoreError, _ what: String, file: String = #fileID, line: Int = #line,
    _ body: () async throws -> Result
) async throws {
    do {
        _ = try await body()
    } catch let error as StoreError {
        return try check(error, is: expected, what, file: file, line: line)
    }
    throw ConformanceFailure(message: "\(what): no error was thrown", file: file, line: line)
}
