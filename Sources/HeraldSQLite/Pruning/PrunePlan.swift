/// What a step is going to do: found by a reader, checked again by the writer.
struct PrunePlan: Sendable {
    let work: Work
    var items: [Item] = []
    /// Everything up to here was looked at.
    var end: PrunePosition

    /// What the items are.
    enum Work: Sendable {
        case task(PruneTask, attemptsBefore: Int64)
        /// Moves the bound below which data goes because of the size limit to `end`.
        case raiseSizeBound
        /// Lets the repeated tasks start over.
        case startOver
    }

    /// One row, or the rows of one delivery.
    struct Item: Sendable {
        let position: PrunePosition
        /// The event of an external id.
        var event: Int64 = 0
        /// Is written down as kept instead of going.
        var isKept = false
    }
}
