/// What is left of a ``SearchBound`` while a search goes on. For drivers.
public struct SearchBudget {
    private var rows: Int
    private let deadline: ContinuousClock.Instant?
    private var untilLook = Self.stride
    /// Whether the search must end.
    public private(set) var isSpent = false

    /// Reading the clock costs more than looking at most rows.
    private static let stride = 64

    /// Starts with all of it.
    public init(_ bound: SearchBound) {
        rows = bound.rows
        deadline = bound.duration.map { ContinuousClock.now + $0 }
    }

    /// Counts a row that was looked at.
    public mutating func countRow() {
        rows -= 1
        if rows <= 0 { isSpent = true }
        untilLook -= 1
        guard untilLook <= 0, let deadline else { return }
        untilLook = Self.stride
        if ContinuousClock.now >= deadline { isSpent = true }
    }
}
