/// A store broke its contract.
public struct ConformanceFailure: Error, Sendable, CustomStringConvertible {
    /// What was expected and what was found.
    public let message: String
    /// Where the case says so.
    public let file: String
    /// The line in that file.
    public let line: Int

    public var description: String { "\(message) (\(file):\(line))" }
}
